//! A bar for runs that take a while.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// The number of files that are done before anybody looks up.
const QUICK: usize = 100;

/// A bar for so many files; none for few of them, and none where nobody sees it because the output is no terminal.
pub(crate) fn progress_bar(files: usize) -> ProgressBar {
    if files < QUICK {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} files, {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
