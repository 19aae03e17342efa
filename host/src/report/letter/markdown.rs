//! The letter as Markdown. Words of pages are escaped, so that they format nothing.

use std::io;

use super::{Finding, Letter};
use crate::model::Text;

pub(super) fn write(out: &mut impl io::Write, letter: &Letter) -> io::Result<()> {
    let Letter { title, notices, lead, results, findings, n_more, unknown, indicators, objections } =
        letter;
    writeln!(out, "# {}\n\n{}\n", escape(&title.zh), escape(&title.en))?;
    for notice in notices {
        writeln!(out, "> {} {}\n", escape(&notice.zh), escape(&notice.en))?;
    }
    writeln!(out, "{}\n\n{}\n", escape(&lead.zh), escape(&lead.en))?;
    writeln!(out, "## 结果 Result\n")?;
    write_list(out, results)?;
    writeln!(out, "## 失分最多的地方 What costs the most\n")?;
    for finding in findings {
        write_finding(out, finding)?;
    }
    if *n_more > 0 {
        writeln!(
            out,
            "另有 {n_more} 个点位失分，见完整报告。{n_more} more points cost something.\n"
        )?;
    }
    if !unknown.is_empty() {
        writeln!(out, "## 还不知道的（不计入得分） Not known, and not counted\n")?;
        let rows: Vec<(Text, String)> =
            unknown.iter().map(|(reason, n)| (reason.clone(), n.to_string())).collect();
        write_list(out, &rows)?;
    }
    writeln!(out, "## 怎样异议 How to object\n")?;
    for line in objections {
        writeln!(out, "- {} {}", escape(&line.zh), escape(&line.en))?;
    }
    writeln!(out, "\n## 各指标得分 Scores of the indicators\n")?;
    write_list(out, indicators)
}

fn write_list(out: &mut impl io::Write, rows: &[(Text, String)]) -> io::Result<()> {
    for (label, value) in rows {
        let (zh, en) = (escape(&label.zh), escape(&label.en));
        let label = if zh == en { zh } else { format!("{zh} {en}") };
        writeln!(out, "- {label}: {}", escape(value))?;
    }
    writeln!(out)
}

fn write_finding(out: &mut impl io::Write, finding: &Finding) -> io::Result<()> {
    let Finding { title, lost, found, seen, mend, evidence, source } = finding;
    writeln!(out, "### {} (−{lost})\n", escape(&title.zh))?;
    writeln!(out, "- 结论 Found: {} / {}", escape(&found.zh), escape(&found.en))?;
    for one in seen {
        writeln!(out, "- 原文 Quote: {} {}", escape(&one.quote), escape(&one.url))?;
    }
    writeln!(out, "- 满分条件 For a full score: {} / {}", escape(&mend.zh), escape(&mend.en))?;
    for (label, words) in [("证据 Evidence", evidence), ("来源 Source", source)] {
        if !words.is_empty() {
            writeln!(out, "- {label}: {}", escape(words))?;
        }
    }
    writeln!(out)
}

/// Text in which no character means anything to Markdown: ASCII punctuation may be escaped
/// anywhere (`CommonMark` 0.31, section 2.4).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '<'
                | '>'
                | '('
                | ')'
                | '#'
                | '!'
                | '|'
                | '~'
                | '&'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
