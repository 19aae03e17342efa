//! Templates of the last years: lists, cards, terms, server-rendered components, grids.

use super::{Charset, Grid, Lines, Reference, Theme};
use crate::country::day::Written;

const GRID_TABLE: Grid = Grid {
    open: "<table class=\"tbl\">\n",
    head: "<th>$text</th>",
    cell: "<td>$text</td>",
    row: "<tr>$cells</tr>\n",
    close: "</table>\n",
};

/// Lists and spans; addresses are folders.
pub(super) const LISTS: Theme = Theme {
    number: 0,
    name: "lists",
    charset: Charset::Utf8,
    reference: Reference::Rooted,
    written: Written::Iso,
    column: "/$name/index.html",
    leaf: "/$name/$month/t$day_$id.html",
    page: "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"X-UA-Compatible\" content=\"IE=edge\">\n$head</head>\n<body>\n<div class=\"top\"><div class=\"w1200\">$note</div></div>\n<div class=\"nav\"><div class=\"w1200 clearfix\">$nav</div></div>\n<div class=\"position\">$crumb</div>\n<div class=\"main w1200\">\n$body</div>\n<div class=\"footer\">$foot</div>\n</body>\n</html>\n",
    nav: Lines {
        open: "<ul class=\"clearfix\">",
        line: "<li><a href=\"$href\" title=\"$text\">$text</a></li>",
        close: "</ul>",
    },
    heading: "<div class=\"tit\"><h2>$text</h2></div>\n",
    links: Lines {
        open: "<ul class=\"list\">\n",
        line: "<li><a href=\"$href\" target=\"_blank\">$text</a>$day</li>\n",
        close: "</ul>\n",
    },
    day: "<span>$day</span>",
    table: GRID_TABLE,
    facts: Lines {
        open: "<div class=\"bszn\">\n",
        line: "<h4>$label</h4>\n<div class=\"con\">$value</div>\n",
        close: "</div>\n",
    },
    text: "<p>$text</p>\n",
    form: Lines {
        open: "<form action=\"$href\" method=\"$method\">\n",
        line: "<div class=\"row\"><label>$label</label>$value</div>\n",
        close: "<input type=\"submit\" value=\"$button\" class=\"btn\">\n</form>\n",
    },
};

/// Cards below a `<base>`.
pub(super) const CARDS: Theme = Theme {
    number: 2,
    name: "cards",
    charset: Charset::Utf8,
    reference: Reference::Based,
    written: Written::Slashes,
    column: "/$name/",
    leaf: "/$name/content_$id.html",
    page: "<!doctype html>\n<html>\n<head>\n<meta charset=\"UTF-8\">\n$base$head</head>\n<body class=\"bg\">\n<header><p class=\"tip\">$note</p>\n<nav>$nav</nav></header>\n<section class=\"crumb\">$crumb</section>\n<section class=\"wrap\">\n$body</section>\n<footer>$foot</footer>\n</body>\n</html>\n",
    nav: Lines { open: "", line: "<a class=\"nav-item\" href=\"$href\">$text</a>\n", close: "" },
    heading: "<h3 class=\"card-title\">$text</h3>\n",
    links: Lines {
        open: "<div class=\"group\">\n",
        line: "<div class=\"card\"><a href=\"$href\"><strong>$text</strong></a>$day</div>\n",
        close: "</div>\n",
    },
    day: "<em class=\"time\">$day</em>",
    table: GRID_TABLE,
    facts: Lines {
        open: "<div class=\"guide\">\n",
        line: "<div class=\"item\"><div class=\"item-label\">$label</div><div class=\"item-text\">$value</div></div>\n",
        close: "</div>\n",
    },
    text: "<div class=\"para\">$text</div>\n",
    form: Lines {
        open: "<form action=\"$href\" method=\"$method\" class=\"f\">\n",
        line: "<p><span class=\"lab\">$label：</span>$value</p>\n",
        close: "<button type=\"submit\">$button</button>\n</form>\n",
    },
};

/// Definition lists, addresses without scheme.
pub(super) const TERMS: Theme = Theme {
    number: 3,
    name: "terms",
    charset: Charset::Utf8,
    reference: Reference::NoScheme,
    written: Written::Dots,
    column: "/channels/$id.html",
    leaf: "/contents/$id/$day.html",
    page: "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.test/TR/xhtml1/DTD/xhtml1-strict.dtd\">\n<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" />\n$head</head>\n<body>\n<div id=\"header\">$note</div>\n<div id=\"menu\">$nav</div>\n<div id=\"path\">$crumb</div>\n<div id=\"content\">\n$body</div>\n<div id=\"bottom\">$foot</div>\n</body>\n</html>\n",
    nav: Lines { open: "<dl>", line: "<dd><a href=\"$href\">$text</a></dd>", close: "</dl>" },
    heading: "<h2><span>$text</span></h2>\n",
    links: Lines {
        open: "<dl class=\"items\">\n",
        line: "<dt><a href=\"$href\" title=\"$text\">$text</a></dt><dd>$day</dd>\n",
        close: "</dl>\n",
    },
    day: "$day",
    table: GRID_TABLE,
    facts: Lines {
        open: "<dl class=\"facts\">\n",
        line: "<dt>$label</dt>\n<dd>$value</dd>\n",
        close: "</dl>\n",
    },
    text: "<p>$text</p>\n",
    form: Lines {
        open: "<form action=\"$href\" method=\"$method\"><dl>\n",
        line: "<dt>$label</dt><dd>$value</dd>\n",
        close: "</dl><input type=\"submit\" value=\"$button\" /></form>\n",
    },
};

/// Addresses by number and day, as one maker's systems have them.
pub(super) const ART: Theme = Theme {
    number: 6,
    name: "art",
    charset: Charset::Utf8,
    reference: Reference::Rooted,
    written: Written::Iso,
    column: "/col/col$id/index.html",
    leaf: "/art/$month/art_$id_$day.html",
    page: "<!DOCTYPE html>\n<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">\n$head</head>\n<body>\n<div id=\"barrierfree_container\">\n<div class=\"head_note\">$note</div>\n<table width=\"100%\" class=\"menu\"><tr>$nav</tr></table>\n<div class=\"wz\">$crumb</div>\n<div class=\"bt-content\">\n$body</div>\n<div class=\"bottom\">$foot</div>\n</div>\n</body>\n</html>\n",
    nav: Lines { open: "", line: "<td><a href='$href' class='dh'>$text</a></td>", close: "" },
    heading: "<div class=\"lm-bt\"><b>$text</b></div>\n",
    links: Lines {
        open: "<div class=\"default_pgContainer\">\n",
        line: "<li class=\"clearfix\"><a href='$href' title='$text'>$text</a>$day</li>\n",
        close: "</div>\n",
    },
    day: "<b>$day</b>",
    table: GRID_TABLE,
    facts: Lines {
        open: "<table class=\"bszn-tab\">\n",
        line: "<tr><th class=\"w160\">$label</th><td>$value</td></tr>\n",
        close: "</table>\n",
    },
    text: "<p style=\"text-indent:2em\">$text</p>\n",
    form: Lines {
        open: "<form action='$href' method='$method'><table>\n",
        line: "<tr><td align='right'>$label：</td><td>$value</td></tr>\n",
        close: "</table><input type='submit' value='$button'></form>\n",
    },
};

/// Components rendered on the server, addresses with queries.
pub(super) const SERVED: Theme = Theme {
    number: 7,
    name: "served",
    charset: Charset::Utf8,
    reference: Reference::Whole,
    written: Written::Minutes,
    column: "/portal/list?code=$name",
    leaf: "/portal/detail?code=$name&id=$id",
    page: "<!DOCTYPE html><html lang=\"zh\"><head><meta charset=\"utf-8\"><meta name=\"renderer\" content=\"webkit\">$head</head><body><div id=\"app\" data-server-rendered=\"true\"><!----><div class=\"layout\" data-v-3f1c><div class=\"notice-bar\" data-v-3f1c>$note</div><div class=\"el-menu\" data-v-3f1c>$nav</div><div class=\"el-breadcrumb\">$crumb</div><main class=\"el-main\" data-v-77a2>$body</main><div class=\"el-footer\" data-v-3f1c>$foot</div></div></div></body></html>\n",
    nav: Lines {
        open: "",
        line: "<div class=\"el-menu-item\" role=\"menuitem\" data-v-3f1c><a href=\"$href\">$text</a></div>",
        close: "",
    },
    heading: "<div class=\"panel-header\" data-v-77a2><span class=\"panel-title\">$text</span></div>\n",
    links: Lines {
        open: "<div class=\"el-list\" data-v-77a2>",
        line: "<div class=\"el-row\" data-v-77a2><div class=\"el-col-18\"><a href=\"$href\" class=\"el-link\"><span class=\"el-link--inner\">$text</span></a></div>$day</div>\n",
        close: "</div>\n",
    },
    day: "<div class=\"el-col-6\"><span class=\"date\">$day</span></div>",
    table: Grid {
        open: "<div class=\"el-table\"><table cellspacing=\"0\">\n",
        head: "<th class=\"is-leaf\"><div class=\"cell\">$text</div></th>",
        cell: "<td rowspan=\"1\"><div class=\"cell\">$text</div></td>",
        row: "<tr class=\"el-table__row\">$cells</tr>\n",
        close: "</table></div>\n",
    },
    facts: Lines {
        open: "<div class=\"descriptions\" data-v-9b>",
        line: "<div class=\"el-form-item\" data-v-9b><label class=\"el-form-item__label\">$label</label><div class=\"el-form-item__content\">$value</div></div>\n",
        close: "</div>\n",
    },
    text: "<p data-v-77a2>$text</p>\n",
    form: Lines {
        open: "<form class=\"el-form\" action=\"$href\" method=\"$method\">",
        line: "<div class=\"el-form-item\"><label class=\"el-form-item__label\">$label</label><div class=\"el-form-item__content\">$value</div></div>\n",
        close: "<button type=\"submit\" class=\"el-button\"><span>$button</span></button></form>\n",
    },
};

/// Sections and articles on a grid that fits telephones.
pub(super) const GRID: Theme = Theme {
    number: 9,
    name: "grid",
    charset: Charset::Utf8,
    reference: Reference::Relative,
    written: Written::Chinese,
    column: "/$name.html",
    leaf: "/$name/$id.html",
    page: "<!DOCTYPE html>\n<html lang=\"zh-Hans\">\n<head>\n<meta charset=\"utf-8\" />\n$head</head>\n<body>\n<aside class=\"alert\">$note</aside>\n<nav class=\"navbar\"><div class=\"container\">$nav</div></nav>\n<ol class=\"breadcrumb\"><li>$crumb</li></ol>\n<main class=\"container\"><div class=\"row\"><div class=\"col-md-12\">\n$body</div></div></main>\n<footer class=\"site-footer\">$foot</footer>\n</body>\n</html>\n",
    nav: Lines {
        open: "<ul class=\"nav navbar-nav\">\n",
        line: "<li class=\"nav-item\"><a class=\"nav-link\" href=\"$href\">$text</a></li>\n",
        close: "</ul>\n",
    },
    heading: "<h3 class=\"page-header\">$text</h3>\n",
    links: Lines {
        open: "<div class=\"list-group\">\n",
        line: "<section class=\"list-group-item\"><h5><a href=\"$href\">$text</a></h5>$day</section>\n",
        close: "</div>\n",
    },
    day: "<time>$day</time>",
    table: GRID_TABLE,
    facts: Lines {
        open: "<ul class=\"list-unstyled\">\n",
        line: "<li><strong>$label：</strong><span>$value</span></li>\n",
        close: "</ul>\n",
    },
    text: "<p class=\"lead\">$text</p>\n",
    form: Lines {
        open: "<form action=\"$href\" method=\"$method\" class=\"form-horizontal\">\n",
        line: "<div class=\"form-group\"><label class=\"control-label\">$label</label>$value</div>\n",
        close: "<button class=\"btn btn-primary\" type=\"submit\">$button</button></form>\n",
    },
};
