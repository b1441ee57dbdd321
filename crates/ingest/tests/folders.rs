//! Folders, links and names.

mod common;

use ingest::{Input, Options};
use std::fs;
use std::path::Path;

/// Makes the files in a new folder, reads the inputs in it, and compares all that comes, with the folder's own path left out.
#[track_caller]
fn check(files: &[&str], prepare: impl Fn(&Path), inputs: &[&str], expect: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "Talks.").unwrap();
    }
    prepare(folder.path());
    let inputs: Vec<_> = inputs.iter().map(|name| Input::named(folder.path().join(name))).collect();
    let options = Options::default();
    let root = format!("{}/", folder.path().display());
    let got: Vec<_> = ingest::read(&inputs, &options)
        .map(|item| common::line(&item).replace(&root, "").replace(" text \"Talks.\"", ""))
        .collect();
    assert_eq!(got, expect);
}

#[test]
fn folders_are_walked_in_the_order_of_names() {
    let files = ["b.txt", "a/2", "a/10", "a/z/deep.txt", "Z.txt", "c"];
    check(&files, |_| (), &[""], &["Z.txt", "a/10", "a/2", "a/z/deep.txt", "b.txt", "c"]);
}

#[test]
fn inputs_are_read_in_the_order_given() {
    check(&["a/1", "b", "c"], |_| (), &["c", "a", "b", "c"], &["c", "a/1", "b", "c"]);
}

#[test]
fn what_is_no_article_by_name_is_passed_over_in_folders_and_read_when_named() {
    let files = [".hidden", ".git/a.txt", "README.md", "manifest.tsv", "notes.md", "x.toml", "t.csv.gz", "a.txt"];
    check(&files, |_| (), &[""], &["a.txt"]);
    check(&files, |_| (), &[".hidden", "manifest.tsv", ".git"], &[".hidden", "manifest.tsv", ".git/a.txt"]);
}

#[test]
fn a_missing_file_is_reported_beside_the_others() {
    let missing = "skipped gone.txt: no such file or folder; check the name";
    check(&["a"], |_| (), &["gone.txt", "a"], &[missing, "a"]);
}

#[test]
fn a_folder_without_articles_is_reported() {
    let nothing = "skipped empty: the folder holds no file that could be an article; name the files themselves";
    check(&["empty/README", "empty/x/y.tsv", "a"], |_| (), &["empty", "a"], &[nothing, "a"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_no_folder_is_entered_twice() {
    let prepare = |root: &Path| {
        std::os::unix::fs::symlink("..", root.join("a/up")).unwrap();
        std::os::unix::fs::symlink(".", root.join("a/self")).unwrap();
        std::os::unix::fs::symlink("b", root.join("c")).unwrap();
        std::os::unix::fs::symlink("b/1", root.join("d")).unwrap();
        std::os::unix::fs::symlink("nowhere", root.join("e")).unwrap();
    };
    let dangling = "skipped e: the link leads nowhere; remove it or restore the file that it names";
    check(&["a/1", "b/1"], prepare, &[""], &["a/1", "b/1", "d", dangling]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_is_reported() {
    // The memory of the process is a file whose first page nobody can read, not even the superuser.
    let prepare = |root: &Path| std::os::unix::fs::symlink("/proc/self/mem", root.join("b")).unwrap();
    let unreadable = "skipped b: the file cannot be read (Input/output error (os error 5)); check that it is a file you may read";
    check(&["a", "c"], prepare, &[""], &["a", unreadable, "c"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let prepare = |root: &Path| {
        std::os::unix::net::UnixListener::bind(root.join("b")).unwrap();
    };
    let pipe = "skipped b: a pipe, socket or device in a folder is not read; name it as an input of its own";
    check(&["a"], prepare, &[""], &["a", pipe]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_read_and_noted() {
    use std::os::unix::ffi::OsStrExt;
    let prepare = |root: &Path| {
        fs::write(root.join(std::ffi::OsStr::from_bytes(b"caf\xe9.txt")), "Talks.").unwrap();
    };
    let note = "caf\u{fffd}.txt (the file's name is not valid UTF-8; its path is given with U+FFFD for what is not)";
    check(&["a"], prepare, &[""], &["a", note]);
}
