//! What the rules need to know of a tag name.

use super::super::names::Names;

/// The rule a start or end tag of this name follows in the body; a group of names has one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// No rule of its own.
    Other,
    Html,
    Head,
    Body,
    /// `base`, `link`, `meta` and their like.
    HeadVoid,
    Title,
    /// `style`, `noframes`.
    HeadRaw,
    Script,
    Noscript,
    Template,
    Frameset,
    /// A block that closes a paragraph.
    Block,
    P,
    Heading,
    /// `pre`, `listing`.
    Pre,
    Form,
    Li,
    /// `dd`, `dt`.
    Dd,
    Plaintext,
    Button,
    A,
    /// `b`, `font` and their like.
    Format,
    Nobr,
    /// `applet`, `marquee`, `object`.
    Marker,
    Table,
    /// `area`, `embed`, `img` and their like.
    Void,
    Br,
    Input,
    /// `param`, `source`, `track`.
    Param,
    Hr,
    Image,
    Textarea,
    Xmp,
    /// `iframe`, `noembed`.
    Iframe,
    Select,
    Option,
    Optgroup,
    /// `rb`, `rtc`.
    Rb,
    /// `rp`, `rt`.
    Rt,
    Math,
    Svg,
    /// `frame`, which is ignored in the body.
    Frame,
    Caption,
    Col,
    Colgroup,
    /// `tbody`, `tfoot`, `thead`.
    Section,
    Row,
    /// `td`, `th`.
    Cell,
}

/// Sets an element on the stack belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sets(u16);

impl Sets {
    pub(super) const NONE: Self = Self(0);
    /// The standard's special category, as html5ever has it.
    pub(super) const SPECIAL: Self = Self(1);
    /// Ends the search for an element in scope.
    pub(super) const SCOPE: Self = Self(2);
    /// Ends the search in table scope.
    pub(super) const TABLE_SCOPE: Self = Self(4);
    /// Ends the search in list item scope besides [`Sets::SCOPE`].
    pub(super) const LIST: Self = Self(8);
    /// Ends the search in button scope besides [`Sets::SCOPE`].
    pub(super) const BUTTON: Self = Self(16);
    /// Its end tag may be implied.
    pub(super) const IMPLIED: Self = Self(32);
    /// Special, but a list item before it is found all the same.
    pub(super) const PASSED: Self = Self(64);
    /// Not HTML.
    pub(super) const FOREIGN: Self = Self(128);
    /// Not HTML, but its content is.
    pub(super) const INTEGRATION: Self = Self(256);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) rule: Rule,
    pub(super) sets: Sets,
}

impl Kind {
    pub(super) const OTHER: Self = Self { rule: Rule::Other, sets: Sets::NONE };
}

/// Kinds by the number of the name, found once for each name of a page.
#[derive(Default)]
pub(super) struct Kinds(Vec<Kind>);

impl Kinds {
    pub(super) fn of(&mut self, name: u32, names: &Names) -> Kind {
        if let Some(&kind) = self.0.get(name as usize) {
            return kind;
        }
        let known = self.0.len();
        self.0.extend((known..names.len()).map(|id| kind(names.get(super::super::offset(id)))));
        self.0.get(name as usize).copied().unwrap_or(Kind::OTHER)
    }
}

const SPECIAL: Sets = Sets::SPECIAL;

fn kind(name: &str) -> Kind {
    use Rule as R;
    let scope = SPECIAL.or(Sets::SCOPE);
    let table = scope.or(Sets::TABLE_SCOPE);
    let implied = SPECIAL.or(Sets::IMPLIED);
    let (rule, sets) = match name {
        "html" => (R::Html, table),
        "head" => (R::Head, SPECIAL),
        "body" => (R::Body, SPECIAL),
        "base" | "basefont" | "bgsound" | "link" | "meta" => (R::HeadVoid, SPECIAL),
        "title" => (R::Title, SPECIAL),
        "style" | "noframes" => (R::HeadRaw, SPECIAL),
        "script" => (R::Script, SPECIAL),
        "noscript" => (R::Noscript, SPECIAL),
        "template" => (R::Template, table),
        "frameset" => (R::Frameset, SPECIAL),
        "frame" => (R::Frame, SPECIAL),
        "address" | "div" => (R::Block, SPECIAL.or(Sets::PASSED)),
        "p" => (R::P, implied.or(Sets::PASSED)),
        "ol" | "ul" => (R::Block, SPECIAL.or(Sets::LIST)),
        "dialog" | "search" => (R::Block, Sets::NONE),
        "article" | "aside" | "blockquote" | "center" | "details" | "dir" | "dl" | "fieldset"
        | "figcaption" | "figure" | "footer" | "header" | "hgroup" | "main" | "menu" | "nav"
        | "section" | "summary" => (R::Block, SPECIAL),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => (R::Heading, SPECIAL),
        "pre" | "listing" => (R::Pre, SPECIAL),
        "form" => (R::Form, SPECIAL),
        "li" => (R::Li, implied),
        "dd" | "dt" => (R::Dd, implied),
        "plaintext" => (R::Plaintext, SPECIAL),
        "button" => (R::Button, SPECIAL.or(Sets::BUTTON)),
        "a" => (R::A, Sets::NONE),
        "b" | "big" | "code" | "em" | "font" | "i" | "s" | "small" | "strike" | "strong" | "tt"
        | "u" => (R::Format, Sets::NONE),
        "nobr" => (R::Nobr, Sets::NONE),
        "applet" | "marquee" | "object" => (R::Marker, scope),
        "table" => (R::Table, table),
        "area" | "embed" | "img" | "keygen" | "wbr" => (R::Void, SPECIAL),
        "br" => (R::Br, SPECIAL),
        "input" => (R::Input, SPECIAL),
        "param" | "source" | "track" => (R::Param, SPECIAL),
        "hr" => (R::Hr, SPECIAL),
        "image" => (R::Image, Sets::NONE),
        "textarea" => (R::Textarea, SPECIAL),
        "xmp" => (R::Xmp, SPECIAL),
        "iframe" | "noembed" => (R::Iframe, SPECIAL),
        "select" => (R::Select, scope),
        "option" => (R::Option, Sets::IMPLIED),
        "optgroup" => (R::Optgroup, Sets::IMPLIED),
        "rb" | "rtc" => (R::Rb, Sets::IMPLIED),
        "rp" | "rt" => (R::Rt, Sets::IMPLIED),
        "math" => (R::Math, Sets::NONE),
        "svg" => (R::Svg, Sets::NONE),
        "caption" => (R::Caption, scope),
        "col" => (R::Col, SPECIAL),
        "colgroup" => (R::Colgroup, SPECIAL),
        "tbody" | "tfoot" | "thead" => (R::Section, SPECIAL),
        "tr" => (R::Row, SPECIAL),
        "td" | "th" => (R::Cell, scope),
        "isindex" => (R::Other, SPECIAL),
        _ => (R::Other, Sets::NONE),
    };
    Kind { rule, sets }
}
