//! The address a form asks for (HTML standard, "form submission", with method `get`).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use url::Url;
use url::form_urlencoded::Serializer;

use super::links::href;
use super::{Page, QueryError};
use crate::meter::Meter;

/// Fields of one form that are sent; real search forms have under twenty.
const FIELDS_MAX: usize = 500;

/// Kinds of `input` whose value is not sent unless the visitor does something to them.
const NOT_SENT: [&str; 5] = ["submit", "button", "image", "reset", "file"];

impl Page {
    /// The address a browser asks for when the form is sent with `values` for the fields of these
    /// names, and its own values for the rest; a name the form does not have is added. `encoding`
    /// is the page's, used where the form names no other. `None` for a form that does more than
    /// ask, that is with another `method` than `get`, and for one without a web address.
    ///
    /// # Errors
    ///
    /// If `form` is no node of the page or the meter runs out.
    pub fn form_url(
        &self,
        meter: &mut Meter,
        form: u32,
        values: &[(String, String)],
        encoding: &str,
    ) -> Result<Option<String>, QueryError> {
        self.check(meter, form)?;
        let method = self.tree.attr(form, "method").unwrap_or("get").trim();
        if self.tree.name(form) != "form"
            || !(method.is_empty() || method.eq_ignore_ascii_case("get"))
        {
            return Ok(None);
        }
        let action =
            self.tree.attr(form, "action").map(str::trim).filter(|action| !action.is_empty());
        let own = || Url::parse(&self.url).ok();
        let target =
            action.map_or_else(own, |action| href::absolute(action, self.base(), self.encoding));
        let Some(mut target) = target.filter(|url| matches!(url.scheme(), "http" | "https")) else {
            return Ok(None);
        };
        let wanted = self.tree.attr(form, "accept-charset").unwrap_or(encoding);
        let encoding =
            Encoding::for_label(wanted.trim().as_bytes()).unwrap_or(UTF_8).output_encoding();
        let encode: &dyn Fn(&str) -> Cow<'_, [u8]> = &|text| encoding.encode(text).0;
        let mut query = Serializer::new(String::new());
        query.encoding_override(Some(encode));
        let fields = self.fields(meter, form)?;
        for (name, value) in &fields {
            let given = values.iter().find(|(given, _)| given == name);
            query.append_pair(name, given.map_or(value, |(_, value)| value));
        }
        for (name, value) in
            values.iter().filter(|(name, _)| fields.iter().all(|(known, _)| known != name))
        {
            query.append_pair(name, value);
        }
        let query = query.finish();
        meter.charge_bytes(query.len())?;
        target.set_query(Some(&query));
        target.set_fragment(None);
        Ok(Some(target.into()))
    }

    /// Names and values that are sent, in document order.
    fn fields(&self, meter: &mut Meter, form: u32) -> Result<Vec<(String, String)>, QueryError> {
        let mut fields = Vec::new();
        for node in self.controls(meter, form)? {
            let attr = |name| self.tree.attr(node, name);
            let Some(name) = attr("name").filter(|name| !name.is_empty()) else { continue };
            if attr("disabled").is_some() || fields.len() >= FIELDS_MAX {
                continue;
            }
            let value = match self.tree.name(node) {
                "select" => self.chosen(node),
                "textarea" => self.tree.text_of(node).to_owned(),
                _ => {
                    let kind = attr("type").unwrap_or("text").to_ascii_lowercase();
                    let is_box = matches!(kind.as_str(), "checkbox" | "radio");
                    if NOT_SENT.contains(&kind.as_str()) || is_box && attr("checked").is_none() {
                        continue;
                    }
                    attr("value").unwrap_or(if is_box { "on" } else { "" }).to_owned()
                }
            };
            meter.charge_bytes(name.len() + value.len())?;
            fields.push((name.to_owned(), value));
        }
        Ok(fields)
    }

    /// The fields of a form: those in it, or else those after it up to the next form, because
    /// parsers close a form at once that stands between the rows of a table.
    fn controls(&self, meter: &mut Meter, form: u32) -> Result<Vec<u32>, QueryError> {
        let is_control =
            |node: u32| matches!(self.tree.name(node), "input" | "select" | "textarea");
        let end = self.tree.end(form);
        let mut controls: Vec<u32> = (form..end).filter(|node| is_control(*node)).collect();
        if controls.is_empty() {
            let after = (end..self.tree.len()).take_while(|node| self.tree.name(*node) != "form");
            controls = after.filter(|node| is_control(*node)).collect();
        }
        meter.charge(u64::from(self.tree.len() - form))?;
        Ok(controls)
    }

    /// The value of the option a list shows first: the selected one, or else the first.
    fn chosen(&self, select: u32) -> String {
        let options =
            || (select..self.tree.end(select)).filter(|node| self.tree.name(*node) == "option");
        let selected = options().find(|node| self.tree.attr(*node, "selected").is_some());
        let value = |node: u32| {
            let text = || self.tree.text_of(node).trim();
            self.tree.attr(node, "value").unwrap_or_else(text).to_owned()
        };
        selected.or_else(|| options().next()).map(value).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, encoding: &str, expected: Option<&str>) {
        let page = Page::new("http://a.test/x/index.html?p=1", html.to_owned());
        let mut meter = Meter::new(1_000_000);
        let form = page.select(&mut meter, "form", 1).unwrap()[0];
        let values = [("q".to_owned(), "公积金".to_owned())];
        let url = page.form_url(&mut meter, form, &values, encoding).unwrap();
        assert_eq!(url.as_deref(), expected);
    }

    #[test]
    fn a_form_asks_as_a_browser_does() {
        let utf8 = Some("http://a.test/s?q=%E5%85%AC%E7%A7%AF%E9%87%91");
        check("<form action=/s><input name=q></form>", "utf-8", utf8);
        check(
            "<form action='/s?old=1#x' method=GET><input name=q value=x><input type=submit name=go></form>",
            "utf-8",
            utf8,
        );
        check(
            "<form action=/s><input name=q></form>",
            "gbk",
            Some("http://a.test/s?q=%B9%AB%BB%FD%BD%F0"),
        );
        check(
            "<form action=/s accept-charset=gb2312><input name=q></form>",
            "utf-8",
            Some("http://a.test/s?q=%B9%AB%BB%FD%BD%F0"),
        );
        check(
            "<form><input name=q></form>",
            "utf-8",
            Some("http://a.test/x/index.html?q=%E5%85%AC%E7%A7%AF%E9%87%91"),
        );
    }

    #[test]
    fn what_the_form_holds_is_sent_too() {
        let html = "<form action=//s.test/><input type=hidden name=site value=7><input name=q>\
                    <select name=t><option value=1>甲<option selected>乙</select>\
                    <input type=checkbox name=c checked><input type=radio name=r value=1><input name=d disabled></form>";
        let expected = "http://s.test/?site=7&q=%E5%85%AC%E7%A7%AF%E9%87%91&t=%E4%B9%99&c=on";
        check(html, "utf-8", Some(expected));
        let in_a_table = "<table><form action=/s><tr><td><input name=q></td></tr></form></table>";
        check(in_a_table, "utf-8", Some("http://a.test/s?q=%E5%85%AC%E7%A7%AF%E9%87%91"));
    }

    #[test]
    fn what_does_more_than_ask_has_no_address() {
        check("<form action=/s method=post><input name=q></form>", "utf-8", None);
        check("<form action='javascript:find()'><input name=q></form>", "utf-8", None);
    }
}
