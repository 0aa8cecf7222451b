//! What `apiscribe generate` does to the folder that it writes into, whatever stands there and whoever else is at work.

mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use apiscribe_tests::volume;
use program::apiscribe;
use tempfile::TempDir;

const SERVICE: &str = "service: Shop\nversion: \"2020-01-01\"\nstyle: rpc\n";
const TEMPORARY: &str = ".apiscribe-tmp";

fn operation(name: &str) -> String {
    format!("operation: {name}\nsummary: Sells a book.\nparameters: {{ Title: {{ in: query, type: string }} }}\n")
}

/// A folder with a small spec, in which the command line is run.
struct Project(TempDir);

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().expect("a temporary folder"));
        project.write("spec/shop/2020-01-01/service.yaml", SERVICE);
        project.add(&["SellBook"]);
        project
    }

    fn add(&self, names: &[&str]) {
        for name in names {
            self.write(&format!("spec/shop/2020-01-01/{name}.yaml"), &operation(name));
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        apiscribe(self.0.path(), arguments)
    }

    /// Runs the command line; gives its status and all that it says.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.command(arguments).output().expect("the command line runs");
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().expect("a status"), String::from_utf8_lossy(&said).into_owned())
    }

    #[track_caller]
    fn generate(&self) {
        let (status, said) = self.run(&["generate"]);
        assert_eq!(status, 0, "{said}");
    }

    /// Every file below a folder, with its text.
    fn tree(&self, folder: &str) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(&self.path(folder), &self.path(folder), &mut files);
        files
    }

    /// What a run on the specs of this project writes where nothing is.
    fn expected(&self) -> BTreeMap<String, String> {
        let (status, said) = self.run(&["generate", "--out", "expected/src"]);
        assert_eq!(status, 0, "{said}");
        let expected = self.tree("expected/src");
        fs::remove_dir_all(self.path("expected")).expect("it goes");
        expected
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(root, &path, files);
        } else {
            let below = path.strip_prefix(root).expect("below the folder").display().to_string();
            files.insert(below, fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn a_product_called_like_a_file_of_the_crate_gets_another_module() {
    for (product, module) in [
        ("lib", "lib_"),
        ("Lib", "lib_"),
        ("main", "main_"),
        ("mod", "mod_"),
        ("bin", "bin_"),
        ("build", "build_"),
        ("apiscribe", "apiscribe_"),
        ("std", "std_"),
        ("core", "core_"),
        ("crate", "crate_"),
        ("CON", "con_"),
        ("LPT1", "lpt1_"),
    ] {
        let project = Project::new();
        project.write("spec/shop/2020-01-01/service.yaml", &SERVICE.replace("Shop", product));
        assert_eq!(project.run(&["lint"]), (0, String::new()), "{product}");
        project.generate();
        let root = fs::read_to_string(project.path("generated/src/lib.rs")).expect("the root of the crate");
        assert!(root.contains(&format!("pub mod {module};\n")), "{product}: {root}");
        let files: BTreeSet<String> = project.tree("generated/src").into_keys().collect();
        let version = format!("{module}/v2020_01_01");
        let expected =
            ["lib.rs".to_owned(), format!("{module}.rs"), format!("{version}.rs"), format!("{version}/sell_book.rs")];
        assert_eq!(files, BTreeSet::from(expected), "{product}");
        let (status, said) = project.run(&["generate"]);
        assert!(status == 0 && said.contains("4 files, all up to date"), "{product}: {said}");
    }
}

#[test]
fn an_operation_whose_name_no_file_can_have_gets_another_file_and_is_selected_by_its_own_name() {
    let project = Project::new();
    for name in ["Con", "service", "Service", "Com1", "Errors", "Mod"] {
        let file = if matches!(name, "Errors" | "Mod") { name.to_owned() } else { format!("{name}_") };
        let (status, _) = project.run(&["generate", "--only", &format!("Shop.*.{name}")]);
        assert_eq!(status, 1, "{name} is not there yet");
        let path = format!("spec/shop/2020-01-01/{file}.yaml");
        project.write(&path, &operation(name));
        let (status, said) = project.run(&["generate", "--only", &format!("Shop.*.{name}")]);
        assert_eq!(status, 0, "{said}");
        let files = project.tree("generated/src");
        let modules: Vec<&str> =
            files.keys().filter_map(|path| path.strip_prefix("shop/v2020_01_01/")?.strip_suffix(".rs")).collect();
        // In Rust, `service` is a name like any other.
        let module = name.to_lowercase();
        let expected = if module == "service" { module } else { format!("{module}_") };
        assert_eq!(modules, [expected], "{name}");
        fs::remove_file(project.path(&path)).expect("it goes");
    }
}

#[test]
fn a_name_that_is_too_long_for_a_file_is_an_error_of_the_spec() {
    for (name, is_fine) in [("S".to_owned() + &"e".repeat(199), true), ("S".to_owned() + &"e".repeat(230), false)] {
        let project = Project::new();
        project.add(&[&name]);
        let (status, said) = project.run(&["lint"]);
        assert_eq!(status, i32::from(!is_fine), "{said}");
        assert_eq!(said.contains("error[E0305]"), !is_fine, "{said}");
        let (status, _) = project.run(&["generate"]);
        assert_eq!((status, project.path("generated").exists()), (i32::from(!is_fine), is_fine));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn files_and_folders_that_some_system_cannot_have_are_errors_of_the_spec() {
    let version = SERVICE.replace("2020", "2021");
    for (id, folder, file) in [
        ("E0411", "ecs\nfn evil() {}\nx", "service.yaml"),
        ("E0411", "ecs\u{202e}x", "service.yaml"),
        ("E0411", "ecs\u{1b}[31m", "service.yaml"),
        ("E0411", "e\"cs", "service.yaml"),
        ("E0411", "..\\..\\..\\evil", "service.yaml"),
        ("E0411", "nul", "service.yaml"),
        ("E0411", "ecs.", "service.yaml"),
        ("E0412", "SHOP", "service.yaml"),
        ("E0412", "shop/2020-01-01", "sellbook.yaml"),
        ("E0411", "shop/2020-01-01", "x\\..\\..\\..\\..\\..\\evil.yaml"),
    ] {
        let project = Project::new();
        let is_service = file == "service.yaml";
        let text = if is_service { version.clone() } else { operation("sellbook") };
        project.write(&format!("spec/{folder}/{file}"), &text);
        for verb in ["lint", "generate"] {
            let (status, said) = project.run(&[verb]);
            assert!(status == 1 && said.contains(&format!("error[{id}]")), "{verb} {folder:?} {file:?}: {said}");
        }
        assert_eq!(
            fs::read_dir(project.path("")).expect("the project").count(),
            1,
            "{folder:?}: only the spec is there"
        );
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    let _ = fs::remove_file(at);
    fs::create_dir_all(at.parent().expect("a folder")).expect("the folder can be made");
    std::os::unix::fs::symlink(to, at).expect("a link can be made");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_in_the_folder() {
    for (at, is_folder) in [("lib.rs", false), ("shop.rs", false), ("shop", true), ("shop/v2020_01_01", true)] {
        for is_dangling in [false, true] {
            let project = Project::new();
            let target = project.path("elsewhere");
            if !is_dangling {
                let inside = if is_folder { "elsewhere/v2020_01_01/sell_book.rs" } else { "elsewhere" };
                project.write(inside, "// @generated by apiscribe from x. Do not edit.\n");
            }
            link(&target, &project.path("generated/src").join(at));
            let before = (project.tree("elsewhere"), fs::read(&target).ok(), project.tree("generated"));
            let (status, said) = project.run(&["generate"]);
            assert!(status == 1 && said.contains("error[E0115]") && said.contains(at), "{at}: {said}");
            let after = (project.tree("elsewhere"), fs::read(&target).ok(), project.tree("generated"));
            assert_eq!(after, before, "{at}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_what_would_be_written_is_refused_by_a_run_that_remembers_the_last_one_too() {
    let project = Project::new();
    project.write("target/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n");
    project.generate();
    for at in ["generated/src/lib.rs", "generated/src/shop"] {
        fs::rename(project.path(at), project.path("elsewhere")).expect("it can be moved");
        link(&project.path("elsewhere"), &project.path(at));
        let (status, said) = project.run(&["generate"]);
        assert!(status == 1 && said.contains("error[E0115]"), "{at}: {said}");
        fs::remove_file(project.path(at)).expect("the link goes");
        fs::rename(project.path("elsewhere"), project.path(at)).expect("it can be moved");
        project.generate();
    }
}

#[cfg(unix)]
#[test]
fn other_links_are_left_alone_and_not_followed_and_the_folder_itself_may_be_one() {
    let project = Project::new();
    let header = "// @generated by apiscribe from x. Do not edit.\n";
    project.write("elsewhere/stale.rs", header);
    project.write("real/Cargo.toml", "");
    link(&project.path("real"), &project.path("generated"));
    link(&project.path("elsewhere"), &project.path("generated/src/mine"));
    link(&project.path("elsewhere/stale.rs"), &project.path("generated/src/mine.rs"));
    project.generate();
    assert!(project.path("real/src/lib.rs").is_file());
    assert_eq!(project.tree("elsewhere"), BTreeMap::from([("stale.rs".to_owned(), header.to_owned())]));
    assert!(project.path("real/src/mine").is_symlink() && project.path("real/src/mine.rs").is_symlink());
}

#[cfg(unix)]
#[test]
fn an_import_writes_through_no_link_and_to_no_place_outside() {
    let project = Project::new();
    let docs = |product: &str| {
        let info = format!(r#"{{"style": "RPC", "product": "{product}", "version": "2020-01-01"}}"#);
        format!(r#"{{"info": {info}, "apis": {{"SellBook": {{"summary": "Sells."}}, "../../../Evil": {{}}}}}}"#)
    };
    project.write("inn.json", &docs("Inn"));
    project.write("evil.json", &docs("../Evil"));
    project.write("elsewhere/mine.txt", "mine");
    link(&project.path("elsewhere"), &project.path("imported/inn"));
    let (status, said) = project.run(&["import", "inn.json", "evil.json", "--out", "imported"]);
    assert!(status == 3 && said.contains("is a link") && said.contains("cannot be a folder"), "{said}");
    assert_eq!(project.tree("elsewhere").len(), 1);
    fs::remove_file(project.path("imported/inn")).expect("the link goes");
    let (_, said) = project.run(&["import", "inn.json", "--out", "imported"]);
    assert!(said.contains(", 1 lost, "), "{said}");
    let imported: Vec<String> = project.tree("imported").into_keys().collect();
    assert_eq!(imported, ["inn/2020-01-01/SellBook.yaml", "inn/2020-01-01/service.yaml"]);
}

#[test]
fn what_is_not_a_file_is_not_read_as_one() {
    let project = Project::new();
    fs::create_dir_all(project.path("generated/src/lib.rs")).expect("a folder of this name");
    let (status, said) = project.run(&["generate"]);
    assert!(status == 1 && said.contains("error[E0114]"), "{said}");
    assert_eq!(project.tree("generated"), BTreeMap::new());
}

#[test]
fn files_of_others_are_kept_whatever_they_are_called() {
    let project = Project::new();
    let random = "0123456789abcdef0123456789abcdef";
    let names = [
        "x.apiscribe-tmp".to_owned(),
        ".lib.rs.1234.apiscribe-tmp".to_owned(),
        ".lib.rs.999999999.apiscribe-tmp".to_owned(),
        format!(".0123456789abcdef-999999999-{random}.apiscribe-tmp"),
        format!(".0123456789abcdef-999999999-{random}.apiscribe-tmp.txt"),
        "shop/notes.rs".to_owned(),
        "notes.yaml".to_owned(),
    ];
    for name in &names {
        project.write(&format!("generated/src/{name}"), "mine\n");
    }
    project.generate();
    project.generate();
    let files = project.tree("generated/src");
    for name in &names {
        assert_eq!(files.get(name).map(String::as_str), Some("mine\n"), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_another_has_been_guessed_to_be_writes_through_no_planted_link() {
    let project = Project::new();
    project.write("victim", "mine\n");
    // Where older versions wrote, for every process that there may be next.
    let last = project.command(&["explain"]).stdout(Stdio::null()).spawn().map(|mut child| {
        let _ = child.wait();
        child.id()
    });
    let last = last.expect("a process");
    for process in last..last + 200 {
        link(&project.path("victim"), &project.path(&format!("generated/src/.lib.rs.{process}{TEMPORARY}")));
    }
    project.generate();
    assert_eq!(fs::read_to_string(project.path("victim")).ok().as_deref(), Some("mine\n"));
    let planted = project.tree("generated/src").into_keys().filter(|path| path.ends_with(TEMPORARY)).count();
    assert_eq!(planted, 200);
}

/// Starts a run that stops after it has made everything and before it has given anything its name: it waits for somebody to
/// read its warnings. There are fifty at most, but each names its file, and together they are more than a pipe takes.
#[cfg(target_os = "linux")]
fn stopped(project: &Project) -> Child {
    let folder = format!("spec/{}", vec!["a".repeat(200); 10].join("/"));
    let parameters: Vec<String> =
        (0..50).map(|number| format!("  P{number}: {{ in: query, type: string, doc: TODO }}\n")).collect();
    project.write(&format!("{folder}/service.yaml"), &SERVICE.replace("2020", "2021"));
    project.write(
        &format!("{folder}/BuyBook.yaml"),
        &format!("operation: BuyBook\nsummary: Buys a book.\nparameters:\n{}", parameters.concat()),
    );
    let count = project.expected().len();
    let child = project.command(&["generate"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let child = child.expect("the command line runs");
    // A file is there before its text is.
    let is_whole = |(path, text): &(&String, &String)| path.ends_with(TEMPORARY) && text.ends_with('\n');
    while project.tree("generated/src").iter().filter(is_whole).count() < count {
        std::thread::yield_now();
    }
    child
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_killed_run_left_behind_is_cleared_away_by_the_next() {
    let project = Project::new();
    let mut child = stopped(&project);
    child.kill().expect("the run can be killed");
    child.wait().expect("the run ends");
    let left = project.tree("generated/src");
    assert!(!left.is_empty() && left.keys().all(|path| path.contains("/.") || path.starts_with('.')), "{left:?}");
    project.generate();
    assert_eq!(project.tree("generated/src"), project.expected());
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_waits_for_another_that_is_not_over() {
    let project = Project::new();
    let mut first = stopped(&project);
    let before = project.tree("generated/src");
    let mut second = project.command(&["generate"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a run");
    // The second announces itself, and takes that back again.
    let announced = |tree: &BTreeMap<String, String>| tree.keys().filter(|path| path.ends_with("-run")).count();
    while announced(&project.tree("generated/src")) < 2 {
        assert!(second.try_wait().expect("a status").is_none(), "the second did not wait");
    }
    let is_text = |(path, _): &(String, String)| path.ends_with(TEMPORARY);
    let texts = |tree: BTreeMap<String, String>| tree.into_iter().filter(is_text).collect::<Vec<_>>();
    assert_eq!(texts(project.tree("generated/src")), texts(before), "nothing of the first was touched");
    let mut warnings = String::new();
    first.stderr.take().expect("a pipe").read_to_string(&mut warnings).expect("warnings");
    assert!(first.wait().expect("the run ends").success() && warnings.contains("W0604"));
    assert!(second.wait().expect("the run ends").success());
    assert_eq!(project.tree("generated/src"), project.expected());
}

/// Kills a run as soon as so many files of a kind are there, if it has not ended by then.
fn kill_at(project: &Project, count: usize, is_of_kind: impl Fn(&str) -> bool) {
    let mut child = project.command(&["generate"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a run");
    let reached = || project.tree("generated/src").keys().filter(|path| is_of_kind(path)).count() >= count;
    while !reached() && child.try_wait().expect("a status").is_none() {}
    let _ = child.kill();
    child.wait().expect("the run ends");
}

#[test]
fn a_run_that_is_killed_at_any_moment_leaves_whole_files_and_the_next_one_mends_the_rest() {
    let project = Project::new();
    let names: Vec<String> = (0..12).map(|number| format!("SellBook{number}")).collect();
    project.add(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let expected = project.expected();
    let is_hidden = |path: &str| path.starts_with('.') || path.contains("/.");
    for moment in (0..48).step_by(volume(5, 1)) {
        let _ = fs::remove_dir_all(project.path("generated"));
        let count = moment / 2;
        // First all texts are written, each under a hidden name, and then each gets its own.
        kill_at(&project, count, |path| is_hidden(path) == (moment % 2 == 0));
        for (path, text) in project.tree("generated/src") {
            assert!(is_hidden(&path) || expected.get(&path) == Some(&text), "{path} is half a file");
        }
        project.generate();
        if cfg!(target_os = "linux") {
            assert_eq!(project.tree("generated/src"), expected);
        }
    }
}

#[test]
fn runs_at_once_on_the_same_specs_all_end_well() {
    let project = Project::new();
    project.add(&["BuyBook", "LendBook"]);
    let expected = project.expected();
    for round in 0..volume(2, 5) {
        if round % 2 == 0 {
            let _ = fs::remove_dir_all(project.path("generated"));
        }
        std::thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(|| project.generate()))));
        assert_eq!(project.tree("generated/src"), expected);
    }
}

#[test]
fn of_runs_at_once_on_different_specs_the_last_one_counts_as_a_whole() {
    let (one, two) = (Project::new(), Project::new());
    one.add(&["BuyBook", "LendBook", "OpenShop"]);
    two.add(&["OpenShop", "CloseShop"]);
    let expected = [one.expected(), two.expected()];
    let out = one.path("generated/src").display().to_string();
    for round in 0..volume(2, 8) {
        std::thread::scope(|scope| {
            for project in [&one, &two] {
                let out = out.as_str();
                scope.spawn(move || {
                    let (status, said) = project.run(&["generate", "--out", out]);
                    assert_eq!(status, 0, "{said}");
                });
            }
        });
        assert!(expected.contains(&one.tree("generated/src")), "round {round}: a mixture of both");
    }
}
