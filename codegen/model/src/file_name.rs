//! Names of files and folders: which of them every system can have, and the name of an operation's file.

use crate::channel::character::is_visible;

/// The length of a file's name that file systems take, in bytes.
const LIMIT: usize = 255;

/// The name, without its extension, of the file of a service.
pub const SERVICE: &str = "service";

/// Returns why a file or folder cannot have a name on every system; nothing if it can.
pub fn why_unfit(name: &str) -> Option<String> {
    let odd = name.chars().find(|character| !fits(*character));
    if matches!(name, "" | "." | "..") {
        Some("it does not name a file".to_owned())
    } else if let Some(character) = odd {
        Some(why_odd(character))
    } else if name.starts_with(' ') || name.ends_with([' ', '.']) {
        Some("it begins or ends with a space, or ends with a dot, which Windows drops".to_owned())
    } else if is_device(name) {
        Some("it names a device on Windows, whatever its extension".to_owned())
    } else if name.len() > LIMIT {
        Some(format!("it is {} bytes long, and file systems take {LIMIT}", name.len()))
    } else {
        None
    }
}

/// Returns whether a character can stand in a name: it shows, it means nothing in a path, and it quotes nothing.
fn fits(character: char) -> bool {
    !"/\\:*?\"<>|'`\u{fffd}".contains(character) && is_visible(character)
}

fn why_odd(character: char) -> String {
    match character {
        '\u{fffd}' => "it is not valid UTF-8".to_owned(),
        '`' => "it has a backtick".to_owned(),
        _ if is_visible(character) => format!("it has the character `{character}`"),
        _ => format!("it has the character U+{:04X}", u32::from(character)),
    }
}

/// Returns whether Windows takes a name, with whatever extension, for a device.
pub fn is_device(name: &str) -> bool {
    let base = base(name).trim_end_matches(' ').to_ascii_lowercase();
    let is_port =
        |rest: &str| matches!(rest, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³");
    matches!(base.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" | "clock$")
        || base.strip_prefix("com").or_else(|| base.strip_prefix("lpt")).is_some_and(is_port)
}

/// The part of a name before its first dot.
fn base(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

/// Returns the name of an operation's file, without its extension: the operation's own name, but for those that no file
/// can have, which get an underscore: `Con` is in `Con_.yaml`, and `service` in `service_.yaml`.
pub fn of_operation(operation: &str) -> String {
    match split(operation) {
        Some((base, rest)) => format!("{base}_{rest}"),
        None => operation.to_owned(),
    }
}

/// Returns the name of the folder of a product's specs.
pub fn of_product(product: &str) -> String {
    of_operation(&product.to_lowercase())
}

/// Returns the operation that is in a file of this name without its extension; what [`of_operation`] does, undone.
pub fn operation_in(stem: &str) -> String {
    match split(stem) {
        Some((base, rest)) => format!("{}{rest}", base.strip_suffix('_').unwrap_or(base)),
        None => stem.to_owned(),
    }
}

/// Splits a name where it gets an underscore. Names that have one already get another, so that no two names meet.
fn split(name: &str) -> Option<(&str, &str)> {
    let at = base(name).len();
    if is_device(name.get(..at)?.trim_end_matches('_')) {
        return Some(name.split_at(at));
    }
    // Beside `service.yaml` some systems can have no `Service.yaml`.
    name.trim_end_matches('_').eq_ignore_ascii_case(SERVICE).then_some((name, ""))
}

/// Returns what two names have in common that some file systems take for one: macOS and Windows do not tell small letters
/// from capitals.
pub fn folded(name: &str) -> String {
    // Some letters are only alike as capitals.
    name.to_uppercase().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{folded, of_operation, operation_in, why_unfit};

    #[test]
    fn names_that_some_system_cannot_have_are_refused() {
        let long = "a".repeat(256);
        let names = ". .. a/b a'b a`b a:b a* a? <a> a|b a. con CON Con.yaml nul.tar.gz com1 LPT9.yaml com¹ CONIN$";
        for name in names.split(' ').chain([
            "",
            "..\\b",
            "a\nb",
            "a\u{202e}b",
            "a\u{200b}b",
            "a\u{7f}",
            "a\u{2028}b",
            "a\"b",
            "a ",
            " a",
            "con .yaml",
            "\u{fffd}",
            &long,
        ]) {
            assert!(why_unfit(name).is_some(), "{name:?}");
        }
    }

    #[test]
    fn names_that_every_system_can_have_are_left_alone() {
        let long = "a".repeat(255);
        let names = "
            ecs 2014-05-26 ModifyImageAttribute.yaml 查询.yaml .hidden com com10 console Con_.yaml icon a,b a+b(c)@d
        ";
        for name in names.split_whitespace().chain(["cafe\u{301}.yaml", "a b", &long]) {
            assert_eq!(why_unfit(name), None, "{name:?}");
        }
    }

    #[test]
    fn every_operation_has_a_file_of_its_own_and_is_found_by_it() {
        let mut stems = Vec::new();
        for operation in
            ["Con", "Con_", "Con__", "con.List", "con_.List", "service", "Service", "Service_", "Lib", "a_"]
        {
            let stem = of_operation(operation);
            assert_eq!(operation_in(&stem), operation, "{stem}");
            assert!(why_unfit(&stem).is_none() && folded(&stem) != "service", "{stem}");
            assert!(!stems.contains(&stem), "{stem} twice");
            stems.push(stem);
        }
        assert_eq!(of_operation("Con"), "Con_");
        assert_eq!(of_operation("con.List"), "con_.List");
        assert_eq!(of_operation("ModifyImageAttribute"), "ModifyImageAttribute");
    }
}
