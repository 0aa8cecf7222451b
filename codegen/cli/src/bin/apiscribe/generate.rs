//! `apiscribe generate`: writes the crate, or checks that it is as it should be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use apiscribe_cli::{BuildCache, Changed, Difference, GeneratedLines, OutputHashes, SourceMap, made_from, source_map};
use apiscribe_codegen::{Layout, Options, Stopped, generate_into};
use apiscribe_core::counted;
use apiscribe_model::diagnostic::Report;
use apiscribe_model::files::SourceSet;
use apiscribe_tree::{
    Changes, File, Output, Plan, SpecList, Stage, Staging, TreeError, crate_name, list_specs, write_text,
};
use clap::Args;
use indicatif::ProgressBar;

use crate::console;
use crate::exit_status::Outcome;
use crate::failure::{Failure, require, require_specs};
use crate::format::Format;
use crate::generation_report::{GenerationReport, note_line_ends, show_difference, summary, unknown};
use crate::git_attributes;
use crate::lint_levels::LintLevelArgs;
use crate::manifest::NewManifest;
use crate::progress::progress_bar;
use crate::project::{Project, ProjectArgs};
use crate::snapshot::Snapshot;
use crate::source_text::source_text;
use crate::watch;

/// Generates Rust files from specs: writes only what differs, and removes stale generated files.
#[derive(Args, Default)]
pub(crate) struct Arguments {
    /// The folder of the specs [default: spec].
    #[arg(long, value_name = "FOLDER")]
    spec: Option<PathBuf>,

    /// The folder of the generated files [default: generated/src].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,

    /// The generated crate's name, as its examples import it; by default the one in the Cargo.toml above `--out`.
    #[arg(long, value_name = "NAME")]
    crate_name: Option<String>,

    /// Also writes a Cargo.toml above `--out`, if there is none.
    #[arg(long, conflicts_with = "check")]
    manifest: bool,

    /// The folder of the runtime, which that Cargo.toml names instead of the published version.
    #[arg(long, value_name = "FOLDER", requires = "manifest")]
    runtime: Option<PathBuf>,

    /// Also writes a .gitattributes above `--out`, if there is none, so that git leaves the line ends of generated files alone.
    #[arg(long, conflicts_with = "check")]
    git_attributes: bool,

    /// Generates only these operations: product.version.Operation, where `*` stands for any text; can be given several times.
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,

    /// Writes nothing; exits with status 4 and shows the difference if files need to be generated again.
    #[arg(long)]
    check: bool,

    /// Generates again after each change of a spec or of the settings, until it is interrupted.
    #[arg(long, conflicts_with_all = ["check", "format"])]
    watch: bool,

    /// Also writes a source map, as JSON: the place in the spec, the Rust item and the generated line of each thing that the
    /// specs name.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,

    /// The saved text of a page, whose lines the source map names too; can be given several times.
    #[arg(long, value_name = "FILE", requires = "map")]
    page: Vec<PathBuf>,

    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    lint_levels: LintLevelArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Arguments {
    /// Returns the arguments that generate all of a folder of specs into the sources of a crate, with a manifest and a
    /// `.gitattributes` if it has none.
    pub(crate) fn of(spec: PathBuf, out: PathBuf, runtime: Option<PathBuf>, format: Format) -> Self {
        Self {
            spec: Some(spec),
            out: Some(out),
            manifest: true,
            runtime,
            git_attributes: true,
            format,
            ..Self::default()
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    if arguments.watch {
        return watch(arguments);
    }
    arguments
        .project
        .load()
        .and_then(|project| generate(arguments, &project, Vec::new()))
        .unwrap_or_else(|failure| failure.show(arguments.format.is_json()))
}

/// Generates, and again after each change; what is wrong is shown, and may be mended then.
fn watch(arguments: &Arguments) -> Outcome {
    let mut folder = None;
    watch::run(
        || {
            if let Ok(project) = arguments.project.load() {
                folder = Some(project.spec(arguments.spec.as_deref()));
            }
            watch::files(folder.as_deref(), arguments.project.settings_file().as_deref())
        },
        |changes| {
            changes.iter().for_each(console::print_line);
            let result = arguments.project.load().and_then(|project| generate(arguments, &project, Vec::new()));
            let _ = result.unwrap_or_else(|failure| failure.show(false));
            console::print_line("waiting for changes; Ctrl-C ends it");
        },
    );
    Outcome::Fine
}

/// Generates once; a program is also told of files that the verb has written before.
pub(crate) fn generate(arguments: &Arguments, project: &Project, before: Vec<PathBuf>) -> Result<Outcome, Failure> {
    let out = project.out(arguments.out.as_deref());
    let folder = project.spec(arguments.spec.as_deref());
    require_specs(&folder)?;
    let specs = list_specs(&folder)?;
    let name = project.crate_name(arguments.crate_name.as_deref());
    let new = NewManifest::missing(&out, name.as_deref());
    let of_new = new.as_ref().filter(|_| arguments.manifest).map(|new| new.name.clone());
    let name = name.or(of_new).unwrap_or_else(|| crate_name(&out));
    let run = Run { arguments, project, folder, out, before };
    match run.generate(&specs, &name)? {
        Done::Nothing(outcome) => Ok(outcome),
        Done::Written(report) => {
            let placed = run.place_in_crate(new.as_ref())?;
            if let Some(mut report) = report {
                report.written.extend(placed);
                run.print(report);
            }
            Ok(Outcome::Fine)
        }
    }
}

/// The outcome of the generating part of a run.
enum Done {
    /// It wrote nothing, and ends like this.
    Nothing(Outcome),
    /// The generated files are as they should be. A program is told this once all other files are there too.
    Written(Option<GenerationReport>),
}

/// A run: what is asked for, and the folders of the specs and of the generated files.
struct Run<'a> {
    arguments: &'a Arguments,
    project: &'a Project,
    folder: PathBuf,
    out: PathBuf,
    /// The files that the verb has written before.
    before: Vec<PathBuf>,
}

impl Run<'_> {
    /// Writes what is missing around generated files and asked for, or tells how to have it written. Returns what it wrote.
    fn place_in_crate(&self, manifest: Option<&NewManifest>) -> Result<Vec<PathBuf>, Failure> {
        let Self { arguments, out, .. } = self;
        let mut written = Vec::new();
        if let Some(new) = manifest {
            let text = || new.text(out, arguments.runtime.as_deref());
            written.extend(self.place(&new.path, arguments.manifest, "`--manifest` writes one", text)?);
        }
        let is_wanted = arguments.git_attributes;
        // Whoever has a crate already is not asked in each run.
        let is_offered = manifest.is_some() && !git_attributes::any_above(out);
        if let Some(path) = git_attributes::missing(out).filter(|_| is_wanted || is_offered) {
            let offer = "`--git-attributes` writes one, so that git leaves line ends alone";
            written.extend(self.place(&path, is_wanted, offer, || git_attributes::text(out))?);
        }
        Ok(written)
    }

    /// Writes a file that is missing and returns its path, if it is wanted; else tells a person how to have it.
    fn place(
        &self,
        path: &Path,
        is_wanted: bool,
        offer: &str,
        text: impl Fn() -> String,
    ) -> Result<Option<PathBuf>, Failure> {
        let Self { arguments, project, .. } = self;
        let shown = project.shown(path).display();
        if is_wanted {
            write_text(path, &text())?;
        }
        match (is_wanted, arguments.format) {
            (true, Format::Text) => console::print_line(format_args!("{shown}: created")),
            (false, Format::Text) if !arguments.check => {
                console::eprint_line(format_args!("note: there is no `{shown}`; {offer}"));
            }
            (_, Format::Text | Format::Json) => {}
        }
        Ok(is_wanted.then(|| path.to_owned()))
    }

    /// Tells a program what the verb did, with paths as a user knows them.
    fn print(&self, mut report: GenerationReport) {
        let written = self.before.iter().chain(&report.written);
        report.written = written.map(|path| self.project.shown(path).to_owned()).collect();
        console::print(&report.json());
    }

    fn generate(&self, specs: &SpecList, name: &str) -> Result<Done, Failure> {
        let Self { arguments, project, out, .. } = self;
        let mut options = Options::new(Layout::Crate { name: name.replace('-', "_") });
        options.scope.operations = project.only(&arguments.only);
        options.scope.levels = arguments.lint_levels.over(project.levels());
        if arguments.check {
            // A check trusts nothing that another run found out.
            let work = self.work(specs, &options, None)?;
            return Ok(Done::Nothing(work.map_or(Outcome::Failed, |work| self.check(work))));
        }
        if arguments.map.is_some() || arguments.format.is_json() {
            // A map needs the text of every file, and a program every diagnostic.
            let work = self.work(specs, &options, None)?;
            let Some(work) = work else { return Ok(Done::Nothing(Outcome::Failed)) };
            return Ok(Done::Written(self.write(work)?));
        }
        let cache = BuildCache::new(specs, out, &options);
        let changed = cache.changed();
        if let Changed::Nothing(warnings, count) = changed {
            console::eprint(&warnings);
            console::print_line(summary(Changes::unchanged(count), project.shown(out)));
            return Ok(Done::Written(None));
        }
        // What is selected may be in any folder.
        let folders = if let Changed::Folders(folders) = changed { Some(folders) } else { None };
        let folders = folders.filter(|_| options.scope.operations.is_empty());
        let part = folders.map_or(Ok(PartOfWork::NotEnough), |folders| self.work_on(&cache, &options, &folders))?;
        let work = match part {
            PartOfWork::Enough(work) => Some(*work),
            PartOfWork::Wrong => None,
            PartOfWork::NotEnough => self.work(&cache, &options, Some(&cache))?,
        };
        let Some(mut work) = work else { return Ok(Done::Nothing(Outcome::Failed)) };
        let (files, warnings) = (std::mem::take(&mut work.files), work.warnings.clone());
        let report = self.write(work)?;
        // Without a cache the next run takes longer, and that is all.
        let _ = cache.write(files, &warnings.styled());
        Ok(Done::Written(report))
    }

    /// Returns the work of a run on all specs; none if they are wrong, which is then shown.
    fn work(
        &self,
        specs: &dyn SourceSet,
        options: &Options,
        cache: Option<&BuildCache<'_>>,
    ) -> Result<Option<Work>, Failure> {
        let made = self.made(specs, options, cache, false)?;
        made.map(|made| self.finished(made, specs, options)).transpose()
    }

    /// Returns the work of a run on the folders that have changed alone.
    fn work_on(
        &self,
        cache: &BuildCache<'_>,
        options: &Options,
        folders: &BTreeSet<String>,
    ) -> Result<PartOfWork, Failure> {
        let Some(mut made) = self.made(&cache.part(folders), options, Some(cache), true)? else {
            return Ok(PartOfWork::Wrong);
        };
        let Some(others) = made.files.complete(cache, folders) else { return Ok(PartOfWork::NotEnough) };
        for path in others {
            made.stage.keep(path, String::new())?;
        }
        self.finished(made, cache, options).map(|work| PartOfWork::Enough(Box::new(work)))
    }

    /// Makes the files of specs; none if these are wrong, which is then shown. The files around versions are left alone if
    /// it is a part.
    fn made<'c>(
        &self,
        specs: &dyn SourceSet,
        options: &Options,
        cache: Option<&'c BuildCache<'c>>,
        is_part: bool,
    ) -> Result<Option<Made<'c>>, Failure> {
        let Self { arguments, out, .. } = self;
        // A check writes nothing, and shows what differs.
        let mut stage = Stage::new(out, if arguments.check { Staging::InMemory } else { Staging::OnDisk });
        if !arguments.check {
            stage.take_turn()?;
        }
        let lines = arguments.map.is_some().then(GeneratedLines::default);
        let bar = progress_bar(specs.count());
        let mut made =
            Made { stage, files: OutputHashes::default(), warnings: Report::default(), bar, lines, cache, is_part };
        let warnings = generate_into(specs, options, &mut made);
        made.bar.finish_and_clear();
        match warnings {
            Ok(warnings) => Ok(Some(Made { warnings, ..made })),
            Err(Stopped::Specs(report)) => {
                match arguments.format {
                    Format::Text => console::eprint(&report.styled()),
                    Format::Json => self.print(GenerationReport { diagnostics: report, ..GenerationReport::default() }),
                }
                Ok(None)
            }
            Err(Stopped::Output(error)) => Err(error.into()),
        }
    }

    /// Returns what has to be done for the files that were made to be there, and what has changed.
    fn finished(&self, made: Made<'_>, specs: &dyn SourceSet, options: &Options) -> Result<Work, Failure> {
        let Self { arguments, project, folder, out, .. } = self;
        let Made { stage, files, warnings, lines, .. } = made;
        if !arguments.format.is_json() {
            console::eprint(&warnings.styled());
        }
        let plan = stage.finish()?;
        let difference = differs(&plan).then(|| Snapshot::find(folder, out)?.difference(specs, &files, &plan));
        let mut map = lines.map(|lines| source_map(specs, &options.scope, &lines));
        for page in &arguments.page {
            map.as_mut().map_or(Ok(()), |map| add_page(map, page, specs))?;
        }
        Ok(Work { plan, difference, map, files, warnings, out: project.shown(out).to_owned() })
    }

    /// Writes the files; returns what a program is told of that, or tells a person.
    fn write(&self, work: Work) -> Result<Option<GenerationReport>, TreeError> {
        let Self { arguments, project, .. } = self;
        let Work { plan, difference, map, warnings, out, .. } = work;
        let up_to_date = plan.is_empty();
        let mut written = plan.written();
        let changes = plan.commit()?;
        if let (Some(path), Some(map)) = (&arguments.map, map) {
            let path = project.within(path);
            write_text(&path, &map.json().to_string())?;
            written.push(path);
        }
        if arguments.format.is_json() {
            return Ok(Some(GenerationReport { up_to_date, changes, written, diagnostics: warnings, difference }));
        }
        note_line_ends(changes, &out);
        console::print_line(summary(changes, &out));
        match difference {
            Some(Ok(difference)) if !difference.changes.is_empty() => {
                console::print_line("");
                console::print(&difference.text());
            }
            Some(Err(reason)) => console::eprint_line(unknown(&reason)),
            // That no fact changed is not said: files may have changed all the same, as they do with a new generator.
            Some(Ok(_)) | None => {}
        }
        Ok(None)
    }

    fn check(&self, work: Work) -> Outcome {
        let Self { arguments, project, .. } = self;
        let Work { plan, difference, warnings, out, .. } = work;
        let (up_to_date, changes) = (plan.is_empty(), plan.changes());
        if arguments.format.is_json() {
            let written = Vec::new();
            self.print(GenerationReport { up_to_date, changes, written, diagnostics: warnings, difference });
            return if up_to_date { Outcome::Fine } else { Outcome::Stale };
        }
        note_line_ends(changes, &out);
        if up_to_date {
            console::print_line(format_args!("{}, all up to date", counted(changes.unchanged, "file")));
            return Outcome::Fine;
        }
        plan.differences()
            .into_iter()
            .for_each(|(path, before, after)| show_difference(project.shown(&path), &before, &after));
        match &difference {
            Some(Ok(difference)) if !difference.changes.is_empty() => {
                console::eprint_line("");
                console::eprint(&difference.text());
            }
            Some(Err(reason)) => console::eprint_line(unknown(reason)),
            Some(Ok(_)) | None => {}
        }
        let count = changes.created + changes.updated + changes.removed;
        let verb = if count == 1 { "needs" } else { "need" };
        console::eprint_line("");
        console::eprint_line(format_args!(
            "error: {} {verb} to be generated again; run the same command without `--check`",
            counted(count, "file")
        ));
        Outcome::Stale
    }
}

/// The work of a run, and the changes since the last one.
struct Work {
    plan: Plan,
    /// `None` if no file that was generated before changes; the reason if it is not known.
    difference: Option<Result<Difference, String>>,
    map: Option<SourceMap>,
    files: OutputHashes,
    warnings: Report,
    /// The folder of the generated files, as a user knows it.
    out: PathBuf,
}

/// Lets a map name the lines of a saved page.
fn add_page(map: &mut SourceMap, page: &Path, specs: &dyn SourceSet) -> Result<(), Failure> {
    require(page)?;
    let text = source_text(page, "a page")?;
    let name = page.display().to_string();
    let has_spec =
        map.add_page(&name, &text, specs).map_err(|error| Failure::Unreadable(format!("{name}: {error}")))?;
    if has_spec { Ok(()) } else { Err(Failure::Other(format!("{name}: there is no spec of this page's operation"))) }
}

/// Returns whether files that were generated before change.
fn differs(plan: &Plan) -> bool {
    let Changes { updated, removed, .. } = plan.changes();
    updated + removed > 0
}

/// The work of a run on the folders that have changed.
enum PartOfWork {
    Enough(Box<Work>),
    /// There is none, because the specs are wrong, which has been shown.
    Wrong,
    /// The files around the versions have to be made again, for which all folders are needed.
    NotEnough,
}

/// Takes files as they come: places and hashes them, and shows progress.
struct Made<'a> {
    stage: Stage,
    files: OutputHashes,
    warnings: Report,
    bar: ProgressBar,
    lines: Option<GeneratedLines>,
    /// The last run's cache.
    cache: Option<&'a BuildCache<'a>>,
    /// True if only some of the folders are looked at, so that what is made around all versions is not right.
    is_part: bool,
}

impl Output for Made<'_> {
    type Error = TreeError;

    fn take(&mut self, file: File) -> Result<(), TreeError> {
        if self.is_part && made_from(&file).is_none() {
            return Ok(());
        }
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

    fn face(&mut self, service: &str, face: &str) {
        self.files.add_face(service, face);
    }

    fn progress(&mut self, read: usize) {
        self.bar.set_position(read as u64);
    }
}
