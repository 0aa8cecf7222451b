//! Specs as git keeps them.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use apiscribe_model::files::SourceFile;
use apiscribe_tree::SPEC_LIMIT;

use crate::paths::slashed;

/// The last commit that changed something at a path, or the one that is checked out if none did.
pub(crate) fn last_commit(folder: &Path, path: &Path) -> Result<String, String> {
    let path = std::path::absolute(path).map_err(|error| error.to_string())?;
    let path = path.to_string_lossy();
    let commit = run(folder, &["log", "-1", "--format=%h", "--", &path], None).and_then(text);
    let commit = commit.map(|commit| commit.trim().to_owned()).unwrap_or_default();
    if commit.is_empty() { run(folder, &["rev-parse", "--short", "HEAD"], None).and_then(text) } else { Ok(commit) }
        .map(|commit| commit.trim().to_owned())
}

/// The files below a folder that are not as a commit has them, by their path from there.
pub(crate) fn changed(revision: &str, folder: &Path) -> Result<BTreeSet<String>, String> {
    let differing = ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", revision, "--", "."];
    let differing = text(run(folder, &differing, None)?)?;
    let untracked = text(run(folder, &["ls-files", "--others", "-z", "--", "."], None)?)?;
    let names = differing.split('\0').chain(untracked.split('\0')).filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}

/// The specs that a commit has at a path, or what keeps them from being read.
pub(crate) fn specs(revision: &str, path: &Path) -> Result<Vec<SourceFile>, String> {
    let specs = specs_where(revision, path, &|_, _| true)?;
    if specs.is_empty() {
        return Err(format!("`{revision}` has no specs at `{}`", path.display()));
    }
    Ok(specs)
}

/// Those of them that are wanted, by their name and their path below the folder.
pub(crate) fn specs_where(
    revision: &str,
    path: &Path,
    wants: &dyn Fn(&str, &str) -> bool,
) -> Result<Vec<SourceFile>, String> {
    if revision.starts_with('-') {
        return Err(format!("`{revision}` is no revision"));
    }
    let is_file = path.is_file();
    let folder = if is_file { path.parent().map_or_else(PathBuf::new, Path::to_owned) } else { path.to_owned() };
    let folder = if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder };
    // In a folder, git lists what is below it, by its path from there.
    let list = text(run(&folder, &["ls-tree", "-r", "-l", "-z", revision, "--"], None)?)?;
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let root = folder.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let root = root.unwrap_or_default();
    let name_of = |below: &str| format!("{root}/{below}");
    let is_wanted = |name: &str| {
        let stem = name.rsplit('/').next().unwrap_or(name);
        let is_yaml = Path::new(name).extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        let is_spec = is_yaml && !stem.starts_with('.');
        is_spec
            && (!is_file || Some(name) == file.as_deref() || matches!(name, "service.yaml" | "service.yml"))
            && wants(&name_of(name), name)
    };
    let wanted: Vec<Blob<'_>> = list.split('\0').filter_map(Blob::of).filter(|blob| is_wanted(blob.name)).collect();
    if let Some(blob) = wanted.iter().find(|blob| blob.size > SPEC_LIMIT) {
        let Blob { name, size, .. } = blob;
        return Err(format!("`{name}` has {size} bytes, more than the {SPEC_LIMIT} that are read"));
    }
    let contents = contents(&folder, &wanted)?;
    let at = |name: &str| format!("{revision}:{}/{name}", slashed(&folder).trim_end_matches('/'));
    let files = wanted.into_iter().zip(contents);
    let file = |(blob, bytes): (Blob<'_>, _)| SourceFile { path: at(blob.name), name: name_of(blob.name), bytes };
    Ok(files.map(file).collect())
}

/// A file in a commit.
#[derive(Clone, Copy)]
struct Blob<'a> {
    id: &'a str,
    size: u64,
    name: &'a str,
}

impl<'a> Blob<'a> {
    /// Takes an entry of a list, `mode type id size<TAB>name`; nothing if it is no regular file.
    fn of(entry: &'a str) -> Option<Self> {
        let (facts, name) = entry.split_once('\t')?;
        let mut facts = facts.split_ascii_whitespace();
        let is_regular = facts.next()?.starts_with("100") && facts.next()? == "blob";
        let (id, size) = (facts.next()?, facts.next()?.parse().ok()?);
        is_regular.then_some(Self { id, size, name })
    }
}

/// The contents of blobs, all of them from one run of git.
fn contents(folder: &Path, blobs: &[Blob<'_>]) -> Result<Vec<Vec<u8>>, String> {
    let ids: Vec<&str> = blobs.iter().map(|blob| blob.id).collect();
    let output = run(folder, &["cat-file", "--batch"], Some(ids.join("\n")))?;
    let mut rest = output.stdout.as_slice();
    let mut contents = Vec::new();
    for Blob { name, .. } in blobs {
        // A blob is `id type size`, a newline, the bytes, a newline.
        let next = || -> Option<(&[u8], &[u8])> {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let size: usize = std::str::from_utf8(&rest[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
            let bytes = rest.get(end + 1..end + 1 + size)?;
            Some((bytes, rest.get(end + 2 + size..)?))
        };
        let (bytes, behind) = next().ok_or_else(|| format!("git does not give `{name}`"))?;
        contents.push(bytes.to_owned());
        rest = behind;
    }
    Ok(contents)
}

fn run(folder: &Path, arguments: &[&str], input: Option<String>) -> Result<Output, String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    let mut child = command.spawn().map_err(|error| format!("git cannot be run: {error}"))?;
    // Git answers while it is asked, so that asking must not wait for the answers to be read.
    let asking = child
        .stdin
        .take()
        .zip(input)
        .map(|(mut stdin, input)| std::thread::spawn(move || stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().map_err(|error| format!("git cannot be run: {error}"))?;
    // If git stopped listening, it says why itself.
    let _ = asking.map(std::thread::JoinHandle::join);
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("git: {}", said.lines().map(str::trim).collect::<Vec<_>>().join("; ")))
}

fn text(output: Output) -> Result<String, String> {
    String::from_utf8(output.stdout).map_err(|_| "git lists a path that is not UTF-8".to_owned())
}
