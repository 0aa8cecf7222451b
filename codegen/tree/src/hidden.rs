//! The hidden files of a run: created exclusively, under names that cannot be guessed, and removed with the run.
//!
//! A name tells who made the file: the system and the process that ran. So what a killed run left behind is told from the
//! files of a run that goes on, and from those of anybody else, which stay.

use std::fs::File;
use std::hash::{BuildHasher as _, DefaultHasher, Hasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use super::read::{read, read_start};
use super::{HEADER, RECORD_HEADER, TreeError, disk, lossy};

/// The purpose of a hidden file, as the end of its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// Text that waits for the name that it is to have.
    Text,
    /// The announcement of a run.
    Run,
}

impl For {
    const ALL: [Self; 2] = [Self::Text, Self::Run];

    fn ending(self) -> &'static str {
        match self {
            Self::Text => ".apiscribe-tmp",
            Self::Run => ".apiscribe-run",
        }
    }
}

/// The age at which the run of a file of another machine is over: nobody can be asked, and no run takes as long.
const PATIENCE: Duration = Duration::from_secs(600);

/// The number of times that something is tried which another run prevents.
const TRIES: usize = 16;

/// A hidden file, which goes away if it does not get another name.
#[derive(Debug)]
pub(super) struct Hidden {
    path: PathBuf,
    /// The folder above which nothing is cleaned up.
    root: PathBuf,
    has_name: bool,
}

impl Hidden {
    /// Creates a file in a folder, and the folder if there is none. Nothing that is there already is opened, nor any link
    /// followed that has the file's name. Folders below the root go away with the file when they are empty then.
    pub(super) fn create(folder: &Path, root: &Path, purpose: For) -> Result<(Self, File), TreeError> {
        let mut tries = 1..TRIES;
        loop {
            let path = folder.join(name(purpose));
            // Of many files in a folder only the first does not find it.
            let in_new_folder = |error: io::Error| match error.kind() {
                io::ErrorKind::NotFound => disk::create_folders(folder).and_then(|()| disk::create_new(&path)),
                _ => Err(error),
            };
            match disk::create_new(&path).or_else(in_new_folder) {
                Ok(file) => return Ok((Self { path, root: root.to_owned(), has_name: false }, file)),
                // Another run may have just removed the folder, and a name is not likely to be there already.
                Err(error) if is_passing(&error) && tries.next().is_some() => {}
                Err(error) => return Err(TreeError::Write(error)),
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file its name, in one step.
    ///
    /// # Errors
    /// When it cannot have it; then the file goes away.
    pub(super) fn rename(mut self, path: &Path) -> Result<(), TreeError> {
        disk::rename(&self.path, path).map_err(TreeError::Write)?;
        self.has_name = true;
        Ok(())
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        // That nothing is left behind is tried only.
        if !self.has_name && disk::remove_file(&self.path).is_ok() {
            disk::remove_empty_folders(&self.path, &self.root);
        }
    }
}

fn is_passing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound)
}

/// Returns the deepest folder there is on a path: those below are made only for what is put into them.
pub(super) fn existing(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("")).to_owned()
}

fn name(purpose: For) -> String {
    format!(".{:016x}-{}-{:016x}{:016x}{}", system(), std::process::id(), random(), random(), purpose.ending())
}

/// A number that nobody can guess: the standard library takes the keys of its hash maps from the system's random numbers.
pub(super) fn random() -> u64 {
    RandomState::new().hash_one(std::process::id())
}

/// Who made a hidden file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Maker {
    system: u64,
    process: u32,
}

impl Maker {
    /// Who made the file with this name, if a run did.
    fn of(name: &str, purpose: For) -> Option<Self> {
        let mut parts = name.strip_suffix(purpose.ending())?.strip_prefix('.')?.split('-');
        let (system, process, random) = (parts.next()?, parts.next()?, parts.next()?);
        let is_hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let is_name = system.len() == 16 && random.len() == 32 && is_hex(system) && is_hex(random);
        let system = u64::from_str_radix(system, 16).ok()?;
        let maker = Self { system, process: process.parse().ok()? };
        (is_name && parts.next().is_none()).then_some(maker)
    }

    /// Returns whether the run is over that made a file.
    fn is_gone(self, path: &Path) -> bool {
        if self.system == system() && Path::new("/proc/self").exists() {
            return !Path::new("/proc").join(self.process.to_string()).exists();
        }
        let age = std::fs::symlink_metadata(path).and_then(|file| file.modified());
        age.is_ok_and(|written| SystemTime::now().duration_since(written).is_ok_and(|age| age > PATIENCE))
    }

    pub(super) fn process(self) -> u32 {
        self.process
    }
}

/// Tells this run of this system, and what it counts as a process, from every other, where the system says so.
fn system() -> u64 {
    static SYSTEM: OnceLock<u64> = OnceLock::new();
    *SYSTEM.get_or_init(|| {
        let mut hasher = DefaultHasher::new();
        hasher.write(&read(Path::new("/proc/sys/kernel/random/boot_id"), 64).unwrap_or_default());
        let processes = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
        hasher.write(processes.as_os_str().as_encoded_bytes());
        hasher.finish()
    })
}

/// Returns whether a run left a file behind and is over: the name and the content are those of such a file.
pub(super) fn is_left_behind(path: &Path) -> bool {
    let name = path.file_name().map(lossy).unwrap_or_default();
    let maker = For::ALL.into_iter().find_map(|purpose| Maker::of(&name, purpose));
    maker.is_some_and(|maker| maker.is_gone(path)) && begins_as_ours(path)
}

/// Returns whether a file begins as generated ones do, or ends before that.
fn begins_as_ours(path: &Path) -> bool {
    let begins = |bytes: &[u8], header: &str| bytes.iter().zip(header.as_bytes()).all(|(byte, wanted)| byte == wanted);
    read_start(path, HEADER.len() as u64).is_ok_and(|bytes| begins(&bytes, HEADER) || begins(&bytes, RECORD_HEADER))
}

/// Who runs in a folder, as far as the run has announced itself and is not over.
pub(super) fn running(folder: &Path) -> io::Result<Vec<(PathBuf, Maker)>> {
    let mut running = Vec::new();
    for path in disk::entries(folder)? {
        let maker = path.file_name().and_then(|name| Maker::of(&lossy(name), For::Run));
        running.extend(maker.filter(|maker| !maker.is_gone(&path)).map(|maker| (path, maker)));
    }
    Ok(running)
}

#[cfg(test)]
mod tests {
    #[cfg(target_os = "linux")]
    use super::is_left_behind;
    use super::{For, Hidden, Maker, existing, is_passing, name, system};

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    /// A process that is over.
    #[cfg(target_os = "linux")]
    fn past_process() -> u32 {
        let mut child = std::process::Command::new("true").spawn().expect("a process");
        child.wait().expect("its end");
        child.id()
    }

    #[test]
    fn a_name_tells_who_made_the_file() {
        for purpose in For::ALL {
            let maker = Maker::of(&name(purpose), purpose);
            assert_eq!(maker, Some(Maker { system: system(), process: std::process::id() }));
        }
        assert_ne!(name(For::Text), name(For::Text));
        for foreign in ["x.apiscribe-tmp", ".lib.rs.1234.apiscribe-tmp", ".apiscribe-tmp", &name(For::Run)] {
            assert_eq!(Maker::of(foreign, For::Text), None, "{foreign}");
        }
    }

    #[test]
    fn a_name_that_is_not_quite_ours_is_nobody_s() {
        let system = "0123456789abcdef";
        let random = system.repeat(2);
        let of = |system: &str, random: &str| Maker::of(&format!(".{system}-7-{random}.apiscribe-tmp"), For::Text);
        assert_eq!(of(system, &random), Some(Maker { system: 0x0123_4567_89ab_cdef, process: 7 }));
        for foreign in ["0123456789ABCDEF", "123456789abcdef", "+123456789abcdef", "0123456789abcdeg"] {
            assert_eq!(of(foreign, &random), None, "{foreign}");
        }
        for foreign in [&random[1..], &random.to_uppercase(), &random.replace('0', "g"), &format!("{random}-1")] {
            assert_eq!(of(system, foreign), None, "{foreign}");
        }
    }

    #[test]
    fn this_system_is_told_from_others() {
        assert_eq!(system(), system());
        #[cfg(target_os = "linux")]
        assert!(system() > 1, "a hash of what the kernel says of itself");
    }

    #[test]
    fn what_another_run_may_cause_is_tried_again() {
        use std::io::ErrorKind;
        for (kind, is_tried) in [
            (ErrorKind::AlreadyExists, true),
            (ErrorKind::NotFound, true),
            (ErrorKind::PermissionDenied, false),
            (ErrorKind::StorageFull, false),
        ] {
            assert_eq!(is_passing(&kind.into()), is_tried, "{kind:?}");
        }
    }

    #[test]
    fn the_deepest_folder_there_is_on_a_path_is_found() {
        let folder = folder();
        assert_eq!(existing(&folder.path().join("a/b")), folder.path());
        assert_eq!(existing(folder.path()), folder.path());
    }

    #[test]
    fn a_hidden_file_goes_away_with_the_folders_that_were_made_for_it() {
        let folder = folder();
        let (hidden, _) =
            Hidden::create(&folder.path().join("a/b"), folder.path(), For::Text).expect("it can be created");
        assert!(hidden.path().is_file());
        drop(hidden);
        assert!(folder.path().is_dir() && !folder.path().join("a").exists());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn only_files_of_runs_that_are_over_are_left_behind() {
        let folder = folder();
        let random = "0".repeat(32);
        let write = |system: u64, process: u32, text: &str| {
            let path = folder.path().join(format!(".{system:016x}-{process}-{random}.apiscribe-tmp"));
            std::fs::write(&path, text).expect("it can be written");
            path
        };
        let past = past_process();
        for text in ["", "// @gen", "// @generated by apiscribe from x.", "# @generated by apiscribe from x."] {
            assert!(is_left_behind(&write(system(), past, text)), "{text}");
            assert!(!is_left_behind(&write(system(), std::process::id(), text)), "{text}");
        }
        assert!(!is_left_behind(&write(system(), past, "a letter")), "another's text");
        // Of another machine nothing is known but the time.
        let path = write(!system(), past, "");
        assert!(!is_left_behind(&path));
        let long_ago = std::time::SystemTime::now() - super::PATIENCE * 2;
        let file = std::fs::File::options().write(true).open(&path).expect("it is there");
        file.set_modified(long_ago).expect("the time can be set");
        assert!(is_left_behind(&path));
    }
}
