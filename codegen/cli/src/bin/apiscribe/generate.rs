//! `apiscribe generate`: writes the crate, or checks that it is as it should be.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use apiscribe_cli::{
    BuildCache, Difference, GeneratedLines, JSON_FORMAT, OutputHashes, SourceMap, page_text, source_map,
};
use apiscribe_codegen::{Layout, Options, Stopped, generate_into};
use apiscribe_model::channel::{JsonText, TerminalText};
use apiscribe_model::diagnostic::Report;
use apiscribe_model::files::SourceSet;
use apiscribe_tree::{
    Changes, File, Output, Plan, SOURCE_LIMIT, SpecList, Stage, Staging, TreeError, crate_name, list_specs,
    read_regular_file, write_text,
};
use clap::{Args, ValueEnum};
use indicatif::ProgressBar;
use similar::TextDiff;

use crate::console;
use crate::diagnostic_json::diagnostic_json;
use crate::exit_status::Outcome;
use crate::failure::{Failure, require};
use crate::lint_levels::LintLevelArgs;
use crate::manifest::NewManifest;
use crate::paths::within;
use crate::progress::progress_bar;
use crate::snapshot::Snapshot;

/// Generates Rust files from specs: writes only what differs, and removes stale generated files.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder of the specs.
    #[arg(long, default_value = "spec", value_name = "FOLDER")]
    spec: PathBuf,

    /// The folder of the generated files.
    #[arg(long, default_value = "generated/src", value_name = "FOLDER")]
    out: PathBuf,

    /// The generated crate's name, as its examples import it; by default the one in the Cargo.toml above `--out`.
    #[arg(long, value_name = "NAME")]
    crate_name: Option<String>,

    /// Writes a Cargo.toml above `--out` too, if there is none.
    #[arg(long, conflicts_with = "check")]
    manifest: bool,

    /// The folder of the runtime, for that Cargo.toml to name it in the place of the published one.
    #[arg(long, value_name = "FOLDER", requires = "manifest")]
    runtime: Option<PathBuf>,

    /// Only these operations: product.version.Operation, where `*` stands for any text.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,

    /// Writes nothing; exits with status 4 and shows the difference if files need to be generated again.
    #[arg(long)]
    check: bool,

    /// Writes a source map too: for each thing that the specs name its place, its Rust item, and the line of its generated
    /// file, as JSON.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,

    /// The saved text of a page, whose lines the source map is to name too; as often as there are pages.
    #[arg(long, value_name = "FILE", requires = "map")]
    page: Vec<PathBuf>,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    lint_levels: LintLevelArgs,

    /// Base folder for `--spec` and `--out`.
    #[arg(long, env = "APISCRIBE_ROOT", default_value = ".", value_name = "FOLDER")]
    root: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One object: `format`, `up_to_date`, `created`, `updated`, `removed`, `unchanged`, `diagnostics`, and `diff`, which has
    /// `verdict` and `changes` as `diff --format json` does; null where no fact changed, or where it is not known.
    Json,
}

impl Arguments {
    /// Returns the arguments that generate all of a folder of specs into the sources of a crate, with a manifest if it has
    /// none.
    pub(crate) fn of(spec: PathBuf, out: PathBuf) -> Self {
        Self {
            spec,
            out,
            crate_name: None,
            manifest: true,
            runtime: None,
            only: Vec::new(),
            check: false,
            map: None,
            page: Vec::new(),
            format: Format::Text,
            lint_levels: LintLevelArgs::default(),
            root: PathBuf::from("."),
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    generate(arguments).unwrap_or_else(|failure| failure.show(arguments.format == Format::Json))
}

fn generate(arguments: &Arguments) -> Result<Outcome, Failure> {
    let out = within(&arguments.root, &arguments.out);
    let folder = within(&arguments.root, &arguments.spec);
    require(&folder)?;
    let specs = list_specs(&folder)?;
    let new = NewManifest::missing(&out, arguments.crate_name.as_deref());
    let of_new = new.as_ref().filter(|_| arguments.manifest).map(|new| new.name.clone());
    let name = arguments.crate_name.clone().or(of_new).unwrap_or_else(|| crate_name(&out));
    let outcome = generate_crate(arguments, &out, &specs, &name)?;
    if let Some(new) = new.filter(|_| outcome == Outcome::Fine) {
        place_in_crate(arguments, &new, &out)?;
    }
    Ok(outcome)
}

/// Writes the manifest that generated files lack, or tells how to have it written.
fn place_in_crate(arguments: &Arguments, new: &NewManifest, out: &Path) -> Result<(), Failure> {
    let path = new.path.strip_prefix(&arguments.root).unwrap_or(&new.path).display();
    if arguments.manifest {
        write_text(&new.path, &new.text(out, arguments.runtime.as_deref()))?;
    } else if arguments.format == Format::Text && !arguments.check {
        console::eprint_line(format_args!("note: there is no `{path}`; `--manifest` writes one"));
    }
    Ok(())
}

fn generate_crate(arguments: &Arguments, out: &Path, specs: &SpecList, name: &str) -> Result<Outcome, Failure> {
    let mut options = Options::new(Layout::Crate { name: name.replace('-', "_") });
    options.scope.operations.clone_from(&arguments.only);
    options.scope.levels = arguments.lint_levels.levels();
    if arguments.check {
        // A check trusts nothing that another run found out.
        return Ok(work(arguments, out, specs, &options, None)?.map_or(Outcome::Failed, |work| check(&work, arguments)));
    }
    if arguments.map.is_some() || arguments.format == Format::Json {
        // A map needs the text of every file, and a program every diagnostic.
        let work = work(arguments, out, specs, &options, None)?;
        let Some(work) = work else { return Ok(Outcome::Failed) };
        write(work, arguments)?;
        return Ok(Outcome::Fine);
    }
    let cache = BuildCache::new(specs, out, &options);
    if let Some((warnings, count)) = cache.up_to_date() {
        console::eprint(&warnings);
        console::print_line(summary(Changes::unchanged(count), &arguments.out));
        return Ok(Outcome::Fine);
    }
    let Some(mut work) = work(arguments, out, &cache, &options, Some(&cache))? else { return Ok(Outcome::Failed) };
    let (files, warnings) = (std::mem::take(&mut work.files), work.warnings.clone());
    write(work, arguments)?;
    // Without a cache the next run takes longer, and that is all.
    let _ = cache.write(files, &warnings.styled());
    Ok(Outcome::Fine)
}

/// The work of a run, and the changes since the last one.
struct Work {
    plan: Plan,
    /// `None` if no file that was generated before changes; the reason if it is not known.
    difference: Option<Result<Difference, String>>,
    map: Option<SourceMap>,
    files: OutputHashes,
    warnings: Report,
}

/// Returns the work of a run; none if the specs are wrong, which is then shown.
fn work(
    arguments: &Arguments,
    out: &Path,
    specs: &impl SourceSet,
    options: &Options,
    cache: Option<&BuildCache<'_>>,
) -> Result<Option<Work>, TreeError> {
    // A check writes nothing, and shows what differs.
    let mut stage = Stage::new(out, if arguments.check { Staging::InMemory } else { Staging::OnDisk });
    if !arguments.check {
        stage.take_turn()?;
    }
    let lines = arguments.map.is_some().then(GeneratedLines::default);
    let bar = progress_bar(specs.count());
    let mut output = Watched { stage, files: OutputHashes::default(), bar, lines, cache };
    let warnings = generate_into(specs, options, &mut output);
    output.bar.finish_and_clear();
    let warnings = match warnings {
        Ok(warnings) => warnings,
        Err(Stopped::Specs(report)) => {
            match arguments.format {
                Format::Text => console::eprint(&report.styled()),
                Format::Json => console::print(&json(false, Changes::default(), &report, None)),
            }
            return Ok(None);
        }
        Err(Stopped::Output(error)) => return Err(error),
    };
    if arguments.format == Format::Text {
        console::eprint(&warnings.styled());
    }
    let Watched { stage, files, lines, .. } = output;
    let plan = stage.finish()?;
    let difference = differs(&plan).then(|| {
        let folder = within(&arguments.root, &arguments.spec);
        Snapshot::find(&folder, out)?.difference(specs, &files, &plan)
    });
    let mut map = lines.map(|lines| source_map(specs, &options.scope, &lines));
    for page in &arguments.page {
        if let Err(message) = map.as_mut().map_or(Ok(()), |map| add_page(map, page, specs)) {
            console::eprint_line(format_args!("error: {}: {message}", page.display()));
            return Ok(None);
        }
    }
    Ok(Some(Work { plan, difference, map, files, warnings }))
}

/// Lets a map name the lines of a saved page.
fn add_page(map: &mut SourceMap, page: &Path, specs: &impl SourceSet) -> Result<(), String> {
    let bytes = read_regular_file(page, SOURCE_LIMIT).map_err(|error| format!("[{}] {error}", error.id()))?;
    let text =
        page_text(&bytes).ok_or("this is not a page that can be read: it is text in no encoding that is known")?.text;
    let has_spec = map.add_page(&page.display().to_string(), &text, specs).map_err(|error| error.to_string())?;
    if has_spec { Ok(()) } else { Err("there is no spec of this page's operation".to_owned()) }
}

/// Returns whether files that were generated before change.
fn differs(plan: &Plan) -> bool {
    let Changes { updated, removed, .. } = plan.changes();
    updated + removed > 0
}

/// Takes files as they come: places and hashes them, and shows progress.
struct Watched<'a> {
    stage: Stage,
    files: OutputHashes,
    bar: ProgressBar,
    lines: Option<GeneratedLines>,
    /// The last run's cache.
    cache: Option<&'a BuildCache<'a>>,
}

impl Output for Watched<'_> {
    type Error = TreeError;

    fn take(&mut self, file: File) -> Result<(), TreeError> {
        if let Some(lines) = &mut self.lines {
            lines.add(&file);
        }
        self.files.add(&file);
        self.stage.take(file)
    }

    fn keep(&mut self, path: String, spec: String) -> Result<(), TreeError> {
        if let Some(cache) = self.cache {
            self.files.keep(&path, cache);
        }
        self.stage.keep(path, spec)
    }

    fn progress(&mut self, read: usize) {
        self.bar.set_position(read as u64);
    }
}

/// Tells of files whose lines end otherwise, as a checkout on Windows may have them.
fn note_line_ends(changes: Changes, arguments: &Arguments) {
    let Changes { line_ends, .. } = changes;
    if line_ends > 0 && arguments.format == Format::Text {
        let plural = if line_ends == 1 { "file differs" } else { "files differ" };
        console::eprint_line(format_args!(
            "note: {line_ends} {plural} only in how lines end, which counts for nothing; a line `{}/** text eol=lf` in \
             .gitattributes keeps them as they are generated",
            arguments.out.display().to_string().replace('\\', "/")
        ));
    }
}

fn write(work: Work, arguments: &Arguments) -> Result<(), TreeError> {
    let up_to_date = work.plan.is_empty();
    let changes = work.plan.commit()?;
    note_line_ends(changes, arguments);
    if let (Some(path), Some(map)) = (&arguments.map, &work.map) {
        write_text(&within(&arguments.root, path), &map.json().to_string())?;
    }
    if arguments.format == Format::Json {
        console::print(&json(up_to_date, changes, &work.warnings, work.difference.as_ref()));
        return Ok(());
    }
    console::print_line(summary(changes, &arguments.out));
    match work.difference {
        Some(Ok(difference)) if !difference.changes.is_empty() => {
            console::print_line("");
            console::print(&difference.text());
        }
        Some(Err(reason)) => console::eprint_line(unknown(&reason)),
        // That no fact changed is not said: files may have changed all the same, as they do with a new generator.
        Some(Ok(_)) | None => {}
    }
    Ok(())
}

/// Returns the note that it is not known which facts changed.
fn unknown(reason: &str) -> String {
    format!("note: what changed in the specs is not known: {reason}")
}

fn summary(changes: Changes, out: &Path) -> String {
    let Changes { created, updated, removed, unchanged, .. } = changes;
    if created + updated + removed == 0 {
        return format!("{}: {unchanged} files, all up to date", out.display());
    }
    let mut text = format!("{}:", out.display());
    for (count, what) in [(created, "created"), (updated, "updated"), (removed, "removed"), (unchanged, "unchanged")] {
        if count > 0 {
            // Writing to a String cannot fail.
            let _ = write!(text, " {count} {what},");
        }
    }
    text.trim_end_matches(',').to_owned()
}

/// Returns the result of a run for a program.
fn json(
    up_to_date: bool,
    changes: Changes,
    report: &Report,
    difference: Option<&Result<Difference, String>>,
) -> JsonText {
    let Changes { created, updated, removed, unchanged, .. } = changes;
    let diagnostics = report.diagnostics().iter().map(|diagnostic| diagnostic_json(report, diagnostic, None));
    JsonText::document(&serde_json::json!({
        "format": JSON_FORMAT,
        "up_to_date": up_to_date,
        "created": created,
        "updated": updated,
        "removed": removed,
        "unchanged": unchanged,
        "diagnostics": diagnostics.collect::<Vec<_>>(),
        "diff": difference.and_then(|difference| difference.as_ref().ok()).map(Difference::value),
    }))
}

fn check(work: &Work, arguments: &Arguments) -> Outcome {
    let (plan, root) = (&work.plan, &arguments.root);
    if arguments.format == Format::Json {
        console::print(&json(plan.is_empty(), plan.changes(), &work.warnings, work.difference.as_ref()));
        return if plan.is_empty() { Outcome::Fine } else { Outcome::Stale };
    }
    note_line_ends(plan.changes(), arguments);
    if plan.is_empty() {
        console::print_line(format_args!("{} files, all up to date", plan.changes().unchanged));
        return Outcome::Fine;
    }
    for (path, before, after) in plan.differences() {
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        let path = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let line = TerminalText::line(&path);
        let name = line.as_str().trim_end();
        if !is_rust {
            // A copy of a spec, as earlier versions kept it.
            console::eprint_line(format_args!("{path}: no longer generated"));
            continue;
        }
        let difference = TextDiff::from_lines(&before, &after);
        let difference = difference.unified_diff().context_radius(2).header(name, name).to_string();
        console::eprint(&TerminalText::lines(&difference));
    }
    match &work.difference {
        Some(Ok(difference)) if !difference.changes.is_empty() => {
            console::eprint_line("");
            console::eprint(&difference.text());
        }
        Some(Err(reason)) => console::eprint_line(unknown(reason)),
        Some(Ok(_)) | None => {}
    }
    let changes = plan.changes();
    let count = changes.created + changes.updated + changes.removed;
    let plural = if count == 1 { "" } else { "s" };
    console::eprint_line("");
    console::eprint_line(format_args!(
        "error: {count} file{plural} need to be generated again; run the same command without `--check`"
    ));
    Outcome::Stale
}
