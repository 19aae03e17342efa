//! # What it asks
//! Whether the page shows the site's filing number (ICP 备案) or its number with the police (公安备案).
//!
//! # Why it counts
//! A site must be filed and must show the number, with a link to the register, at its foot.
//!
//! # How it is judged
//! `ICP` or 网安备 stands in the visible text outside articles, followed by a number of the usual
//! length. Numbers that only fill their place in a template (`ICP备00000001号`) do not count.
//!
//! # When it is unknown
//! The page is an empty shell that only a browser fills.
//!
//! # Source
//! 《非经营性互联网信息服务备案管理办法》; 《政府网站发展指引》(国办发〔2017〕47号).

use probe_sdk::criteria::mentions::excerpt;
use probe_sdk::{Criterion, Judged, Page, Step, Task};

use crate::marks::{by_number, by_script, is_placeholder, not_seen, numbers, written};

pub(crate) const CRITERION: Criterion =
    Criterion {
        id: "beian", title: "备案编号", roles: &["home", "sample"], points: &[], judge
    };

/// A register: the words that lead to its number.
struct Register {
    /// As pages show them.
    shown: &'static [&'static str],
    /// The same, in half width and lower case.
    words: &'static [&'static str],
    /// Fewest digits of a number.
    digits_min: usize,
}

/// Numbers have eight digits, or ten since 2016; licences (ICP证) have six.
const ICP: Register =
    Register { shown: &["ICP", "icp", "ＩＣＰ"], words: &["icp"], digits_min: 6 };

/// Numbers have fourteen digits, older ones eleven.
const POLICE: Register = Register { shown: POLICE_WORDS, words: POLICE_WORDS, digits_min: 10 };

const POLICE_WORDS: &[&str] = &["网安备", "公安备", "公安网备", "公安机关备"];

/// Characters between the word and the number besides white space, such as `备案编号：`.
const GAP: &str = "备案证许可经营性编序号码字第:()[]【】-—.";

fn judge(task: &Task) -> Step<Judged> {
    let page = task.start()?;
    Ok(icp(page).or_else(|| police(page)).unwrap_or_else(|| not_seen(page)))
}

pub(crate) fn icp(page: Page) -> Option<Judged> {
    ICP.seen(page)
}

pub(crate) fn police(page: Page) -> Option<Judged> {
    POLICE.seen(page)
}

impl Register {
    fn seen(&self, page: Page) -> Option<Judged> {
        if let Some(hit) = by_number(page, self.shown, |text| self.number_in(text)) {
            return Some(Judged::truth(true).seen([excerpt(&hit, self.shown)]));
        }
        let script = written(page, '备', |text| self.number_in(text));
        script.map(|hit| by_script(&hit, self.words))
    }

    fn number_in(&self, text: &str) -> bool {
        numbers(text, self.words, GAP)
            .iter()
            .any(|(_, number)| number.len() >= self.digits_min && !is_placeholder(number))
    }
}
