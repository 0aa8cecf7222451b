//! Runs on one folder take turns, so that none works with what another is about to change.
//!
//! Each announces itself by a file with a name of its own, and goes on if it then sees no other; else it takes the
//! announcement back and waits. Of two that announce themselves at once each sees the other, so that never two go on. The
//! file of a run that is over counts for nothing, and can be removed safely, because no other has its name.

use std::io;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use super::hidden::{For, Hidden, random, running};
use super::{HEADER, TreeError};

/// The time for which a run waits for others.
const PATIENCE: Duration = Duration::from_secs(120);

/// The right to write into a folder, as long as this is kept.
#[derive(Debug)]
pub(super) struct Turn {
    /// Nothing in a folder that cannot be written: no other run changes it either, and all may be as it should be.
    _announcement: Option<Hidden>,
}

impl Turn {
    /// Waits until no other run writes into a folder. Folders below the root that are made for it go away with it.
    ///
    /// # Errors
    /// When another run does not end, or when the folder cannot be read or written.
    pub(super) fn take(folder: &Path, root: &Path) -> Result<Self, TreeError> {
        Self::take_within(folder, root, PATIENCE)
    }

    fn take_within(folder: &Path, root: &Path, patience: Duration) -> Result<Self, TreeError> {
        let start = Instant::now();
        loop {
            let announcement = match announce(folder, root) {
                Err(TreeError::Write(error)) if is_closed(&error) => return Ok(Self { _announcement: None }),
                announcement => announcement?,
            };
            let others = running(folder).map_err(TreeError::Read)?;
            let Some((_, other)) = others.into_iter().find(|(path, _)| path != announcement.path()) else {
                return Ok(Self { _announcement: Some(announcement) });
            };
            drop(announcement);
            if start.elapsed() > patience {
                return Err(TreeError::Busy(folder.to_owned(), other.process()));
            }
            // Two that wait equally long would meet again and again.
            std::thread::sleep(Duration::from_millis(10 + random() % 40));
        }
    }
}

fn announce(folder: &Path, root: &Path) -> Result<Hidden, TreeError> {
    let (announcement, mut file) = Hidden::create(folder, root, For::Run)?;
    writeln!(file, "{HEADER}while it runs.").map_err(TreeError::Write)?;
    Ok(announcement)
}

fn is_closed(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::Turn;
    use crate::TreeError;

    #[test]
    fn two_are_never_in_one_folder_and_each_gets_its_turn() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (inside, turns) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let turn = Turn::take(folder.path(), folder.path()).expect("a turn");
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "somebody else is inside");
                        turns.fetch_add(1, Ordering::SeqCst);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(turn);
                    }
                });
            }
        });
        assert_eq!(turns.into_inner(), 20);
        assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
    }

    #[test]
    fn a_run_that_does_not_end_is_named() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let _turn = Turn::take(folder.path(), folder.path()).expect("a turn");
        let Err(TreeError::Busy(_, process)) = Turn::take_within(folder.path(), folder.path(), Duration::ZERO) else {
            panic!("two are in one folder");
        };
        assert_eq!(process, std::process::id());
    }
    #[test]
    fn a_folder_that_cannot_be_written_is_told_from_one_that_fails() {
        use std::io::ErrorKind;
        for (kind, is_closed) in [
            (ErrorKind::PermissionDenied, true),
            (ErrorKind::ReadOnlyFilesystem, true),
            (ErrorKind::StorageFull, false),
            (ErrorKind::NotFound, false),
        ] {
            assert_eq!(super::is_closed(&kind.into()), is_closed, "{kind:?}");
        }
    }
}
