use super::*;

const PASSWORD: &str = "correct horse battery";

fn opened() -> (tempfile::TempDir, Accounts) {
    let dir = tempfile::tempdir().unwrap();
    let accounts = Accounts::open(&dir.path().join(ACCOUNTS_FILE)).unwrap();
    (dir, accounts)
}

#[test]
fn an_account_is_added_changed_and_removed() {
    let (dir, mut accounts) = opened();
    let path = dir.path().join(ACCOUNTS_FILE);
    assert!(accounts.is_empty());
    accounts.add(" 李雷 ", Role::Reviewer, PASSWORD).unwrap();
    accounts.set_role("李雷", Role::Adjudicator).unwrap();
    let again = Accounts::open(&path).unwrap();
    assert_eq!(again.iter().collect::<Vec<_>>(), [("李雷", Role::Adjudicator)]);
    let account = again.get("李雷").unwrap();
    assert!(account.is_opened_by(PASSWORD));
    assert!(!account.is_opened_by("correct horse batterz"));
    assert!(!account.is_opened_by(""));
    let text = String::from_utf8(fs::read(&path).unwrap()).unwrap();
    assert!(!text.contains(PASSWORD) && text.contains("19456"), "{text}");
    accounts.remove("李雷").unwrap();
    assert!(Accounts::open(&path).unwrap().is_empty());
}

#[track_caller]
fn check_refused(name: &str, password: &str, expected: &str) {
    let (_dir, mut accounts) = opened();
    accounts.add("有人", Role::Viewer, PASSWORD).unwrap();
    let error = accounts.add(name, Role::Viewer, password).unwrap_err();
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn bad_names_and_passwords_are_refused() {
    check_refused("", PASSWORD, "1 to 100 characters");
    check_refused("a\nb", PASSWORD, "1 to 100 characters");
    check_refused(&"长".repeat(101), PASSWORD, "1 to 100 characters");
    check_refused("有人", PASSWORD, "there is an account");
    check_refused("无名", "short", "12 characters");
    check_refused("无名", &"x".repeat(1_025), "12 characters");
}

#[test]
fn nobody_is_opened_by_nothing() {
    assert!(!Account::nobody().is_opened_by(""));
    assert!(!Account::nobody().is_opened_by(PASSWORD));
}

#[test]
fn another_password_is_another_mark() {
    let one = Account::new(Role::Viewer, PASSWORD).unwrap();
    let other = Account::new(Role::Viewer, PASSWORD).unwrap();
    assert_ne!(one.mark(), other.mark(), "salts differ");
}

#[cfg(unix)]
#[test]
fn a_file_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let (dir, mut accounts) = opened();
    accounts.add("李雷", Role::Viewer, PASSWORD).unwrap();
    let path = dir.path().join(ACCOUNTS_FILE);
    let mode = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    mode(0o640).unwrap();
    let error = Accounts::open(&path).unwrap_err();
    assert!(error.to_string().contains("(mode 640)"), "{error}");
    assert!(error.hint().unwrap().starts_with("chmod 600"));
}
