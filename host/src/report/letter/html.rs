//! The letter as HTML that does nothing: no script, no request.

use std::io;

use data_encoding::BASE64;

use super::{Finding, Letter};
use crate::model::{Digest, Text};
use crate::report::opened::escape;

const STYLE: &str = include_str!("style.css");

pub(super) fn write(out: &mut impl io::Write, letter: &Letter) -> io::Result<()> {
    let style = BASE64.encode(Digest::of(STYLE.as_bytes()).bytes());
    let Letter { title, notices, lead, results, findings, n_more, unknown, indicators, objections } =
        letter;
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n{}",
        escape(&title.zh),
        both(title, "span"),
        notices.iter().map(notice).collect::<String>(),
    )?;
    write!(out, "{}", both(lead, "p"))?;
    heading(out, "结果", "Result")?;
    table(out, results)?;
    heading(out, "失分最多的地方（总分）", "What costs the most, in points of the total")?;
    writeln!(out, "<ol>")?;
    for finding in findings {
        write_finding(out, finding)?;
    }
    writeln!(out, "</ol>")?;
    if *n_more > 0 {
        writeln!(
            out,
            "<p>另有 {n_more} 个点位失分，见完整报告。<span lang=\"en\">{n_more} more points cost something; \
             see the full report.</span></p>"
        )?;
    }
    if !unknown.is_empty() {
        heading(out, "还不知道的（不计入得分）", "Not known, and not counted")?;
        let rows: Vec<(Text, String)> =
            unknown.iter().map(|(reason, n)| (reason.clone(), n.to_string())).collect();
        table(out, &rows)?;
    }
    heading(out, "怎样异议", "How to object")?;
    writeln!(out, "<ul>")?;
    for line in objections {
        writeln!(out, "<li>{}</li>", both(line, "span"))?;
    }
    writeln!(out, "</ul>")?;
    heading(out, "各指标得分", "Scores of the indicators")?;
    table(out, indicators)?;
    write!(out, "</main>\n</body>\n</html>\n")
}

fn notice(words: &Text) -> String {
    format!("<div class=\"notice\">{}</div>\n", both(words, "span"))
}

fn heading(out: &mut impl io::Write, zh: &str, en: &str) -> io::Result<()> {
    writeln!(out, "<h2>{zh} <span lang=\"en\">{en}</span></h2>")
}

/// Chinese, then English in its own element.
fn both(text: &Text, tag: &str) -> String {
    let (zh, en) = (escape(&text.zh), escape(&text.en));
    if zh == en {
        return format!("<{tag}>{zh}</{tag}>\n");
    }
    format!("<{tag}>{zh}</{tag}\n><{tag} lang=\"en\">{en}</{tag}>\n")
}

fn table(out: &mut impl io::Write, rows: &[(Text, String)]) -> io::Result<()> {
    writeln!(out, "<table>")?;
    for (label, value) in rows {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
            both(label, "span"),
            escape(value)
        )?;
    }
    writeln!(out, "</table>")
}

fn write_finding(out: &mut impl io::Write, finding: &Finding) -> io::Result<()> {
    let Finding { title, lost, found, seen, mend, evidence, source } = finding;
    writeln!(out, "<li>\n<h3><b>−{}</b>{}</h3>", escape(lost), both(title, "span"))?;
    writeln!(out, "<p>结论 Found: {}</p>", both(found, "span"))?;
    for one in seen {
        writeln!(out, "<blockquote>{}", escape(&one.quote))?;
        writeln!(out, "<footer>{}</footer></blockquote>", escape(&one.url))?;
    }
    writeln!(out, "<p>满分条件 For a full score: {}</p>", both(mend, "span"))?;
    for (label, words) in [("证据 Evidence", evidence), ("来源 Source", source)] {
        if !words.is_empty() {
            writeln!(out, "<p class=\"small\">{label}: {}</p>", escape(words))?;
        }
    }
    writeln!(out, "</li>")
}
