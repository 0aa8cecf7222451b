//! The command line in a folder, without what is set for the user of this machine.

use std::path::Path;
use std::process::Command;

/// Returns the command line with arguments, to be run in a folder.
pub(crate) fn apiscribe(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiscribe"));
    isolated(&mut command, folder).args(arguments);
    command
}

/// Lets a command run in a folder, without the folders that are named for the user of this machine.
pub(crate) fn isolated<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    for variable in ["APISCRIBE_ROOT", "APISCRIBE_CACHE", "XDG_CACHE_HOME", "CARGO_TARGET_DIR"] {
        command.env_remove(variable);
    }
    command.env("HOME", "").current_dir(folder)
}
