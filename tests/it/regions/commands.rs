//! `bluebook regions`: what is shown, and edits that change one table and no other byte.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use bluebook::cli::{self, Environment, Exit};
use bluebook::run::Stop;
use tempfile::TempDir;

use crate::campaign::Said;

/// A copy of the inherited set that may be changed.
struct Set {
    dir: TempDir,
}

impl Set {
    fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let valid = tests::fixture("manifests/valid");
        for name in ["inherited", "small"] {
            tests::copy(&valid.join(name), &dir.path().join(name));
        }
        Self { dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join("inherited").join(name)
    }

    fn text(&self, name: &str) -> String {
        String::from_utf8(fs::read(self.path(name)).unwrap()).unwrap()
    }

    /// Runs `bluebook regions` with these words.
    fn say(&self, words: &[&str]) -> Said {
        let environment = Environment {
            cache_dir: None,
            on_compile: |_, _| {},
            renderer: None,
            pdf: None,
            docker_config: None,
            on_terminal: false,
            no_color: true,
            log_filter: None,
            clock: || SystemTime::UNIX_EPOCH,
            input: || Box::new(std::io::empty()),
            stop: Stop::default(),
            on_signals: |_| {},
        };
        let root = self.path("bluebook.toml").display().to_string();
        let mut args = vec!["bluebook", "--manifests", &root, "regions"];
        args.extend(words);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = cli::run(args, &environment, &mut out, &mut err);
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(&format!("{}/", self.dir.path().display()), "")
        };
        Said { exit, out: text(out), err: text(err) }
    }

    #[track_caller]
    fn done(&self, words: &[&str]) -> String {
        let said = self.say(words);
        assert_eq!(said.exit, Exit::Done, "{words:?}: {}", said.err);
        said.out
    }
}

#[test]
fn a_region_is_shown_with_where_each_part_is_written() {
    let set = Set::new();
    let golden = |name: &str, text: &str| tests::golden(&tests::fixture(name), text);
    golden("regions/show.txt", &set.done(&["show", "440200"]));
    golden("regions/show.json", &set.done(&["show", "韶关", "--format", "json"]));
    golden("regions/list.txt", &set.done(&["list"]));
    golden("regions/list.csv", &set.done(&["list", "--province", "广东省", "--format", "csv"]));
    golden("regions/list.json", &set.done(&["list", "--area", "west", "--format", "json"]));
}

/// Runs an edit of `file`: it puts `expected` in, a blank line before it, and `undo` takes it out
/// again.
#[track_caller]
fn check_edit(words: &[&str], file: &str, line: usize, expected: &str, undo: Option<&[&str]>) {
    let set = Set::new();
    let before = set.text(file);
    let told = set.done(words);
    assert_eq!(told, format!("inherited/{file}:{line}\n"));
    let after = set.text(file);
    assert_eq!(after.replacen(&format!("\n{expected}\n"), "", 1), before, "{after}");
    assert_eq!(after.lines().nth(line - 1), expected.lines().next());
    if let Some(undo) = undo {
        set.done(undo);
        assert_eq!(set.text(file), before);
    }
}

#[test]
fn an_edit_adds_one_table_and_changes_nothing_else() {
    check_edit(
        &["disable", "440100", "--probe", "rules", "--reason", "核实 \"中\""],
        "regions/440000.toml",
        20,
        "[[region.disable]]\nprobe = \"rules\"\nreason = '核实 \"中\"'",
        Some(&["enable", "广州", "--probe", "rules"]),
    );
    check_edit(
        &["disable", "450000", "--point", "A1-1", "--reason", "全区暂停"],
        "regions/450000.toml",
        8,
        "[[disable]]\npoint = \"A1-1\"\nreason = \"全区暂停\"",
        Some(&["enable", "广西壮族自治区", "--point", "A1-1"]),
    );
    check_edit(
        &["disable", "country", "--probe", "rules", "--reason", "暂停"],
        "country.toml",
        19,
        "[[disable]]\nprobe = \"rules\"\nreason = \"暂停\"",
        None,
    );
    check_edit(
        &["enable", "440100", "--probe", "demo", "--reason", "试点"],
        "regions/440000.toml",
        20,
        "[[region.enable]]\nprobe = \"demo\"\nreason = \"试点\"",
        None,
    );
    let page = ["--role", "home", "--channel", "site", "--url", "https://a.example.org/"];
    check_edit(
        &[&["add", "page", "440200"], &page[..]].concat(),
        "regions/440000.toml",
        37,
        "[[region.page]]\nchannel = \"site\"\nrole = \"home\"\nurl = \"https://a.example.org/\"",
        None,
    );
    check_edit(
        &[
            "add",
            "page",
            "country",
            "--role",
            "home",
            "--channel",
            "app",
            "--url",
            "https://{code}.cn/",
        ],
        "country.toml",
        11,
        "[[page]]\nchannel = \"app\"\nrole = \"home\"\nurl = \"https://{code}.cn/\"",
        None,
    );
    check_edit(
        &["add", "account", "柳州", "--channel", "weibo", "--name", "柳州发布"],
        "regions/450000.toml",
        25,
        "[[region.account]]\nchannel = \"weibo\"\nname = \"柳州发布\"",
        None,
    );
    check_edit(
        &[
            "add", "region", "440150", "--zh", "新市", "--short", "新", "--area", "east", "--lon",
            "113.5", "--lat", "23",
        ],
        "regions/440000.toml",
        20,
        "[[region]]\ncode = \"440150\"\nzh = \"新市\"\nshort = \"新\"\narea = \"east\"\nlon = 113.5\nlat = 23.0",
        None,
    );
}

/// What a switch does to one that is there already: the tables of the region after it.
#[track_caller]
fn check_switch(words: &[&str], file: &str, code: &str, expected: &str) {
    let set = Set::new();
    set.done(words);
    let text = set.text(file);
    let after = text.split_once(&format!("code = \"{code}\"")).unwrap().1;
    let region = after.split("\n[[region]]").next().unwrap();
    let tables: Vec<&str> = region.split("\n\n").skip(1).filter(|t| t.starts_with('[')).collect();
    let tables: Vec<&str> = tables.into_iter().filter(|table| !table.contains("url")).collect();
    assert_eq!(tables.join(" ").replace('\n', " ").trim(), expected);
}

#[test]
fn a_switch_takes_the_place_of_what_was_said_before() {
    check_switch(
        &["disable", "440300", "--probe", "demo", "--reason", "退出"],
        "regions/440000.toml",
        "440300",
        "[[region.disable]] probe = \"rules\" reason = \"核实中\" \
         [[region.disable]] probe = \"demo\" reason = \"退出\"",
    );
    check_switch(
        &["enable", "450200", "--probe", "demo", "--reason", "又参加"],
        "regions/450000.toml",
        "450200",
        "[[region.enable]] probe = \"demo\" reason = \"又参加\"",
    );
    check_switch(
        &["enable", "440200", "--point", "A1-2"],
        "regions/440000.toml",
        "440200",
        "[[region.enable]] point = \"B-1\" reason = \"只试这一个点位\"",
    );
    check_switch(
        &["enable", "450200", "--point", "A1-2", "--reason", "本地有人手"],
        "regions/450000.toml",
        "450200",
        "[[region.disable]] probe = \"demo\" reason = \"本市不参加\" \
         [[region.enable]] point = \"A1-2\" reason = \"本地有人手\"",
    );
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link_and_rights_stay_as_they_are() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let set = Set::new();
    let (link, file) = (set.path("regions/450000.toml"), set.dir.path().join("guangxi.toml"));
    fs::rename(&link, &file).unwrap();
    symlink(&file, &link).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    set.done(&["disable", "450100", "--probe", "rules", "--reason", "甲"]);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert!(String::from_utf8(fs::read(&file).unwrap()).unwrap().contains("rules"));
    assert_eq!(fs::read_dir(set.dir.path()).unwrap().count(), 3, "nothing half-written is left");
}

#[test]
fn an_edit_keeps_comments_and_line_ends() {
    let set = Set::new();
    let path = set.path("regions/450000.toml");
    let windows = format!(
        "# 表头注释\r\n{}# 末尾注释",
        set.text("regions/450000.toml").replace('\n', "\r\n")
    );
    fs::write(&path, &windows).unwrap();
    set.done(&["disable", "450100", "--probe", "rules", "--reason", "甲"]);
    let edited = set.text("regions/450000.toml");
    assert_eq!(edited.matches('\n').count(), edited.matches("\r\n").count());
    assert!(edited.contains("# 就近的停用收回") && edited.ends_with("# 末尾注释"), "{edited}");
    set.done(&["enable", "450100", "--probe", "rules"]);
    assert_eq!(set.text("regions/450000.toml"), windows);
}

#[test]
fn a_new_province_gets_a_file() {
    let set = Set::new();
    let words = ["add", "region", "110100", "--zh", "市辖区", "--short", "北京", "--area", "east"];
    let refused = set.say(&words);
    assert_eq!(refused.exit, Exit::Usage);
    assert!(refused.err.contains("--province-name"), "{}", refused.err);
    let told = set.done(&[&words[..], &["--province-name", "北京市"]].concat());
    assert_eq!(told, "inherited/regions/110000.toml:1\n");
    assert_eq!(
        set.text("regions/110000.toml"),
        "province = \"110000\"\nzh = \"北京市\"\n\n[[region]]\ncode = \"110100\"\nzh = \"市辖区\"\n\
         short = \"北京\"\narea = \"east\"\n"
    );
    assert!(set.done(&["list", "--province", "110000"]).contains("市辖区"));
}

#[test]
fn a_wrong_edit_is_refused_and_nothing_is_written() {
    #[track_caller]
    fn check(words: &[&str], expected: &str) {
        let set = Set::new();
        let files = ["country.toml", "regions/440000.toml", "regions/450000.toml"];
        let before = files.map(|file| set.text(file));
        let said = set.say(words);
        assert_eq!(said.exit, Exit::Usage, "{}", said.err);
        assert!(said.err.contains(expected), "{}", said.err);
        assert_eq!(files.map(|file| set.text(file)), before);
        assert_eq!(fs::read_dir(set.path("regions")).unwrap().count(), 2);
    }
    let off = |place, what, name| ["disable", place, what, name, "--reason", "甲"];
    check(&off("440100", "--probe", "rulez"), "did you mean `rules`?");
    check(&off("440100", "--point", "A1-11"), "did you mean `A1-1`?");
    check(
        &off("449900", "--probe", "rules"),
        "清单里没有地区 · the manifests have no region `449900`",
    );
    check(&off("country", "--probe", "demo"), "probe `demo` is switched off already");
    check(&["disable", "440100", "--probe", "rules", "--reason", " "], "nothing is written");
    check(&["disable", "440100", "--reason", "甲"], "--probe");
    check(&["enable", "440100", "--probe", "demo"], "say with `--reason`");
    check(&["enable", "440100", "--probe", "rules"], "is not switched off above");
    check(&["enable", "country", "--probe", "rules", "--reason", "甲"], "unknown key `enable`");
    let page = |url| ["add", "page", "440100", "--role", "home", "--channel", "site", "--url", url];
    check(&page("www.example.org"), "nothing is written");
    check(&page("https://www.example.org/{cod}"), "nothing stands for `{cod}`");
    check(&["add", "account", "440000", "--channel", "weibo", "--name", "甲"], "a region's own");
    check(
        &["add", "account", "440100", "--channel", "site", "--name", "甲"],
        "`channel` cannot be `site`",
    );
    check(
        &["add", "region", "440100", "--zh", "甲", "--short", "甲", "--area", "east"],
        "region `440100` is there twice",
    );
    check(&["list", "--province", "甲"], "no province `甲`");
}

#[test]
fn lists_written_as_values_are_left_to_people() {
    let set = Set::new();
    let path = set.path("regions/450000.toml");
    let inline = "province = \"450000\"\nzh = \"广西壮族自治区\"\n[[region]]\ncode = \"450100\"\n\
        zh = \"南宁市\"\nshort = \"南宁\"\narea = \"west\"\n\
        disable = [{ probe = \"rules\", reason = \"甲\" }]\n";
    fs::write(&path, inline).unwrap();
    let said = set.say(&["disable", "450100", "--point", "B-1", "--reason", "乙"]);
    assert_eq!(said.exit, Exit::Usage);
    assert!(said.err.contains("`disable` is written as a value"), "{}", said.err);
    assert_eq!(set.text("regions/450000.toml"), inline);
}
