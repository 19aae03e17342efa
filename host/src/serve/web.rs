//! What a browser gets: one page without data, and the styles and scripts it asks for.
//!
//! The scripts are plain ES modules, sent as they are; the address of a file is its place below
//! `host/src`, so that an import leads to the same file in an editor and in the browser.

use crate::web;

/// The page of every view. It holds no data; scripts ask for those.
pub(super) const INDEX: &str = include_str!("web/index.html");

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

/// Address below `/assets/`, type and text.
const ASSETS: &[(&str, &str, &str)] = &[
    ("web/base.css", CSS, web::BASE_CSS),
    ("web/tables.css", CSS, web::TABLES_CSS),
    ("web/csv.js", JS, web::CSV_JS),
    ("web/dom.js", JS, web::DOM_JS),
    ("web/table.js", JS, web::TABLE_JS),
    ("web/texts.js", JS, web::TEXTS_JS),
    ("serve/web/desk.css", CSS, include_str!("web/desk.css")),
    ("serve/web/frame.css", CSS, include_str!("web/frame.css")),
    ("serve/web/answers.js", JS, include_str!("web/answers.js")),
    ("serve/web/api.js", JS, include_str!("web/api.js")),
    ("serve/web/columns.js", JS, include_str!("web/columns.js")),
    ("serve/web/desk.js", JS, include_str!("web/desk.js")),
    ("serve/web/evidence.js", JS, include_str!("web/evidence.js")),
    ("serve/web/figures.js", JS, include_str!("web/figures.js")),
    ("serve/web/form.js", JS, include_str!("web/form.js")),
    ("serve/web/keys.js", JS, include_str!("web/keys.js")),
    ("serve/web/login.js", JS, include_str!("web/login.js")),
    ("serve/web/main.js", JS, include_str!("web/main.js")),
    ("serve/web/objections.js", JS, include_str!("web/objections.js")),
    ("serve/web/overview.js", JS, include_str!("web/overview.js")),
    ("serve/web/publication.js", JS, include_str!("web/publication.js")),
    ("serve/web/question.js", JS, include_str!("web/question.js")),
    ("serve/web/rounds.js", JS, include_str!("web/rounds.js")),
    ("serve/web/state.js", JS, include_str!("web/state.js")),
    ("serve/web/tables.js", JS, include_str!("web/tables.js")),
];

/// Type and text of what stands at `path` below `/assets/`.
pub(super) fn asset(path: &str) -> Option<(&'static str, &'static str)> {
    ASSETS.iter().find(|(known, _, _)| *known == path).map(|(_, kind, text)| (*kind, *text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_import_leads_to_an_asset() {
        let mut n_imports = 0;
        for (path, _, text) in ASSETS.iter().filter(|(_, kind, _)| *kind == JS) {
            let folder = path.rsplit_once('/').unwrap().0;
            for line in text.lines().filter(|line| line.starts_with("import ")) {
                let (_, from) = line.split_once(" from \"").unwrap();
                let from = from.strip_suffix("\";").unwrap();
                let found = match from.strip_prefix("./") {
                    Some(name) => format!("{folder}/{name}"),
                    None => from.replace("../../", ""),
                };
                assert!(asset(&found).is_some(), "{path}: {from}");
                n_imports += 1;
            }
        }
        assert!(n_imports > 40, "{n_imports}");
    }

    #[test]
    fn the_page_asks_for_what_there_is_and_holds_nothing_inline() {
        for part in INDEX.split("/assets/").skip(1) {
            let (path, _) = part.split_once('"').unwrap();
            assert!(asset(path).is_some(), "{path}");
        }
        assert_eq!(INDEX.matches("<script").count(), 1);
        assert!(!INDEX.contains("<style") && !INDEX.contains(" style=") && !INDEX.contains(" on"));
    }

    #[test]
    fn words_of_pages_never_become_markup() {
        for (path, _, text) in ASSETS {
            for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("]
            {
                assert!(!text.contains(word), "{path}: {word}");
            }
        }
    }
}
