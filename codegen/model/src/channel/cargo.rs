//! Cargo, which obeys every line that a build script prints and that begins with `cargo:`.

use std::io::{self, Write as _};
use std::path::Path;

use super::character::is_unprintable;
use super::terminal;

/// A line that cargo obeys.
#[derive(Debug, PartialEq, Eq)]
pub struct Directive(String);

impl Directive {
    /// Makes cargo show a warning. Cargo writes it to the terminal as it gets it.
    pub fn warning(text: &str) -> Self {
        Self(format!("cargo:warning={}", terminal::line(text)))
    }

    /// Makes cargo run the build script again when a file changes, or anything in a folder.
    ///
    /// Returns nothing if the path does not fit on a line: an escaped path is another path. Cargo looks at everything in the
    /// folders that it is told of, so that such a file in one of them is still noticed.
    pub fn rerun_if_changed(path: &Path) -> Option<Self> {
        // Cargo takes blanks off both ends, and passes over a line that is not UTF-8.
        let path = path.to_str().filter(|path| path.trim() == *path && !path.contains(is_unprintable))?;
        Some(Self(format!("cargo:rerun-if-changed={path}")))
    }

    /// Makes cargo run the build script each time, as it does when a file that it was told of is missing.
    pub fn rerun_always() -> Self {
        Self("cargo:rerun-if-changed=the path of the specs does not fit on a line".to_owned())
    }

    /// Tells cargo. If nobody listens any more, there is nobody to tell that to either.
    pub fn print(&self) {
        let _ = writeln!(io::stdout(), "{}", self.0);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Directive;

    #[test]
    fn a_warning_is_one_line() {
        let warning = Directive::warning("a\ncargo:rustc-link-arg=b\r\u{85}\u{2028}\u{1b}[2J");
        assert_eq!(warning.0, "cargo:warning=a\\ncargo:rustc-link-arg=b\\r\\u{85}\\u{2028}\\u{1b}[2J");
    }

    #[test]
    fn a_path_is_told_as_it_is_or_not_at_all() {
        let told = |path: &str| Directive::rerun_if_changed(Path::new(path)).map(|directive| directive.0);
        assert_eq!(told("spec/书 a.yaml").as_deref(), Some("cargo:rerun-if-changed=spec/书 a.yaml"));
        for path in ["a\nb", "a\rb", "a\u{1b}b", "a ", "\u{3000}a", "a\u{202e}", "a\u{85}"] {
            assert_eq!(told(path), None, "{path:?}");
        }
    }
}
