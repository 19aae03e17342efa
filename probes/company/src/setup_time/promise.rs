//! The promised time for the whole start-up in the text of a page.
//!
//! Pages name many times: of single steps, of other matters, before and after a reform, the law's
//! own. Only a clause about the whole, or the limit of a page about the whole, is the promise.

use probe_sdk::Hit;
use probe_sdk::criteria::labels::is_label;
use probe_sdk::criteria::service::phrases::is_news;
use probe_sdk::criteria::words::{compact, length};

use super::spans::spans;

/// A promised time.
#[derive(Debug, Clone)]
pub(super) struct Promise {
    pub(super) n_days: f64,
    /// Whether a label says that it is the limit; a sentence may speak of anything.
    pub(super) is_labelled: bool,
    pub(super) hit: Hit,
}

/// Words for the whole.
const WHOLE: [&str; 16] = [
    "企业开办",
    "开办企业",
    "公司开办",
    "开办公司",
    "新办企业",
    "开办时间",
    "开办时限",
    "开办全流程",
    "开办全程",
    "全流程",
    "全过程",
    "全部环节",
    "所有环节",
    "总时限",
    "总时间",
    "合计",
];

/// Words for single steps, step by step.
const SINGLE: [&[&str]; 7] = [
    &["印章", "刻章", "公章", "刻制"],
    &["发票", "税控", "税务", "涉税"],
    &["社保", "社会保险", "参保"],
    &["公积金"],
    &["银行", "开户"],
    &["名称", "核名"],
    &["设立登记", "注册登记", "企业登记", "执照"],
];

/// Words for other matters, other places, what is not promised.
const OTHER: [&str; 21] = [
    "不动产",
    "施工许可",
    "工程建设",
    "注销",
    "变更",
    "办税",
    "用电",
    "用水",
    "用气",
    "通关",
    "食品",
    "许可证",
    "国务院",
    "国家要求",
    "全国",
    "目标",
    "力争",
    "法定",
    "最快",
    "其他城市",
    "外省",
];

/// Labels of the limit on a page about the whole.
const LIMITS: [&str; 9] = [
    "承诺时限",
    "承诺办结时限",
    "承诺期限",
    "办理时限",
    "办结时限",
    "办理期限",
    "总时限",
    "开办时限",
    "开办时间",
];

/// Labels that are themselves the whole: a row of a table of steps.
const TOTALS: [&str; 7] =
    ["合计", "总计", "全流程", "总时限", "开办时限", "开办时间", "企业开办时间"];

/// What a time was, as the words before its number end.
const WAS: [&str; 9] = ["由", "从", "原", "原来", "原来的", "原先", "此前", "比", "以前"];

/// That a time is by how much another was cut, as the words before its number end.
const CUT_BY: [&str; 10] =
    ["压缩", "缩短", "减少", "压减", "缩减", "压缩了", "缩短了", "减少了", "压减了", "缩减了"];

/// That a time was cut to another, as the words after it begin.
const CUT: [&str; 9] = ["压缩", "缩短", "减少", "压减", "减至", "缩减", "降至", "降到", "提速"];

/// Words around a bare time: `3个工作日内办结`.
const AROUND: [&str; 26] = [
    "压缩至",
    "压缩到",
    "压减至",
    "缩短至",
    "缩短为",
    "缩短到",
    "控制在",
    "不超过",
    "承诺",
    "只需",
    "仅需",
    "时限",
    "时间",
    "再",
    "在",
    "均",
    "至",
    "到",
    "为",
    "需",
    "约",
    "一般",
    "可",
    "最长",
    ":",
    "已",
];

/// Steps that together are the whole.
const STEPS_MIN: usize = 3;

/// Characters of the longest block that heads a section or a row.
const HEAD_CHARS_MAX: usize = 14;

/// Characters besides known words in a clause that only gives the time.
const REST_CHARS_MAX: usize = 2;

/// The promises on a page about the whole, in document order. `in_link` says of a block whether it is
/// a link; headlines are news and no promise.
pub(super) fn promises(blocks: &[Hit], in_link: impl Fn(&Hit) -> bool) -> Vec<Promise> {
    let mut found = Vec::new();
    let mut is_single = false;
    let mut label = None;
    for block in blocks {
        let text = compact(&block.text);
        if in_link(block) && is_news(&text) {
            continue;
        }
        let times = spans(&text);
        if times.is_empty() {
            label = Some(kind_of(&text));
            if length(&text) <= HEAD_CHARS_MAX {
                is_single = n_steps(&text) == 1 && n_of(&WHOLE, &text) == 0
                    || is_single && kind_of(&text) != Label::Other;
            }
            continue;
        }
        let before = label.take();
        let own = kind_of(text.split(':').next().unwrap_or_default());
        let (kind, said) = match (own, before) {
            (Label::Other, Some(kind)) if kind != Label::Other => (kind, text.as_str()),
            (kind, _) => (kind, text.split_once(':').map_or(text.as_str(), |(_, said)| said)),
        };
        let is_limit = match kind {
            Label::Total => true,
            Label::Limit => !is_single,
            Label::Other => false,
        };
        let labelled = if is_limit { in_text(said, true) } else { None };
        let said = labelled.map(|n| (n, true)).or_else(|| {
            in_text(&text, false)
                .filter(|_| !is_single || n_of(&WHOLE, &text) > 0)
                .map(|n| (n, false))
        });
        found.extend(said.map(|(n_days, is_labelled)| Promise {
            n_days,
            is_labelled,
            hit: block.clone(),
        }));
    }
    found
}

/// What a block without a time says about the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// The limit of the section's matter.
    Limit,
    /// The limit of the whole, whatever the section.
    Total,
    /// Nothing.
    Other,
}

fn kind_of(text: &str) -> Label {
    let is_one_of = |labels: &[&str]| labels.iter().any(|word| is_label(text, word));
    let is_short = length(text) <= HEAD_CHARS_MAX;
    if !is_short || n_steps(text) > 0 || n_of(&OTHER, text) > 0 {
        Label::Other
    } else if is_one_of(&TOTALS) {
        Label::Total
    } else if is_one_of(&LIMITS) {
        Label::Limit
    } else {
        Label::Other
    }
}

/// The last time in a compact text that is of the whole. `is_about` says that what stands before the
/// text is.
fn in_text(text: &str, is_about: bool) -> Option<f64> {
    let mut promised = None;
    for sentence in text.split(['。', ';', '!']) {
        let mut is_about = is_about;
        for clause in sentence.split([',', '，', '(', ')', '（', '）']) {
            if clause.contains("其中") {
                is_about = false;
            }
            let (mut from, mut is_next_about) = (0, is_about);
            for span in spans(clause) {
                let before = clause.get(from..span.from).unwrap_or_default();
                let after = clause.get(span.to..).unwrap_or_default();
                // 由20个工作日压缩至5个工作日: the second is of what the first is.
                is_next_about = is_of_whole(before, is_next_about);
                if is_next_about && !is_past(before, after) {
                    promised = Some(span.n_days);
                }
                from = span.to;
            }
            is_about |= n_of(&WHOLE, clause) > 0 && n_steps(clause) == 0;
        }
    }
    promised
}

/// Whether the words before a time speak of the whole, or of nothing else after a clause that did.
fn is_of_whole(before: &str, is_about: bool) -> bool {
    if n_of(&OTHER, before) > 0 {
        return false;
    }
    match (n_of(&WHOLE, before) > 0, n_steps(before)) {
        (true, 0) => true,
        (true, 1) => false,
        (_, n) if n >= STEPS_MIN => true,
        (true, _) => true,
        (false, 0) => is_about && is_bare(before),
        (false, _) => false,
    }
}

fn is_bare(before: &str) -> bool {
    let rest = AROUND.iter().fold(before.to_owned(), |rest, word| rest.replace(word, ""));
    length(&rest) <= REST_CHARS_MAX || n_of(&WAS, before) > 0 || n_of(&CUT, before) > 0
}

/// Whether a time is what it was, or by how much it was cut.
fn is_past(before: &str, after: &str) -> bool {
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let after = after.trim_start_matches(['以', '内']);
    ends(&WAS) || ends(&CUT_BY) || CUT.iter().any(|word| after.starts_with(word))
}

/// How many different steps a text names.
fn n_steps(text: &str) -> usize {
    SINGLE.iter().filter(|words| words.iter().any(|word| text.contains(word))).count()
}

fn n_of(words: &[&str], text: &str) -> usize {
    words.iter().filter(|word| text.contains(**word)).count()
}

#[cfg(test)]
mod tests {
    use super::in_text;

    #[track_caller]
    fn check(text: &str, expected: Option<f64>) {
        assert_eq!(in_text(text, false), expected, "{text}");
    }

    #[test]
    fn the_whole() {
        check("企业开办时间压缩至3个工作日以内", Some(3.0));
        check("企业开办全流程8.5个工作日办结", Some(8.5));
        check("企业开办全程网办,3个工作日内办结", Some(3.0));
        check("企业开办(含营业执照、印章、发票)3个工作日", Some(3.0));
        check("将企业开办时间由20个工作日压缩至5个工作日", Some(5.0));
        check("企业开办时间压缩至8.5个工作日,再压缩至三个工作日", Some(3.0));
        check("企业开办涉及的营业执照、印章、发票、社保等环节3日内办结", Some(3.0));
        check("营业执照、印章刻制、发票申领、社保登记4个环节5个工作日内办结", Some(5.0));
    }

    #[test]
    fn not_the_whole() {
        check("印章刻制0.5个工作日", None);
        check("企业开办时间3个工作日,其中企业登记1个工作日,印章刻制半个工作日", Some(3.0));
        check("企业开办3个工作日,不动产登记5个工作日", Some(3.0));
        check("不动产登记5个工作日", None);
        check("企业开办时间缩短了5.5个工作日", None);
        check("国务院要求企业开办时间8.5个工作日", None);
        check("企业开办最快1个工作日", None);
        check("工作日上午9时受理企业开办申请", None);
        check("企业开办法定时限20个工作日", None);
    }
}
