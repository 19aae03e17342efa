//! Templates of the two decades before: nested tables, upper case, the page builders of offices.

use super::{Charset, Grid, Lines, Reference, Theme};
use crate::country::day::Written;

/// Tables within tables, in GBK.
pub(super) const NESTED: Theme = Theme {
    number: 1,
    name: "nested",
    charset: Charset::Gbk,
    reference: Reference::Relative,
    written: Written::Boxed,
    column: "/$name/list.htm",
    leaf: "/$name/$month/$id.htm",
    page: "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.test/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\r\n<html xmlns=\"http://www.w3.test/1999/xhtml\">\r\n<head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\" />\r\n$head</head>\r\n<body>\r\n<table width=\"1000\" border=\"0\" align=\"center\"><tr><td class=\"bt\">$note</td></tr>\r\n<tr><td><table width=\"100%\"><tr>$nav</tr></table></td></tr>\r\n<tr><td class=\"dqwz\">$crumb</td></tr>\r\n<tr><td valign=\"top\">\r\n$body</td></tr>\r\n<tr><td align=\"center\" class=\"foot\">$foot</td></tr></table>\r\n</body>\r\n</html>\r\n",
    nav: Lines {
        open: "",
        line: "<td align=\"center\"><a href=\"$href\" class=\"dh\">$text</a></td>",
        close: "",
    },
    heading: "<table width=\"100%\"><tr><td class=\"lm\"><strong>$text</strong></td></tr></table>\r\n",
    links: Lines {
        open: "<table width=\"98%\" border=\"0\">\r\n",
        line: "<tr><td width=\"10\"><img src=\"/images/dot.gif\" alt=\"\" /></td><td><a href=\"$href\" title=\"$text\">$text</a></td><td width=\"90\">$day</td></tr>\r\n",
        close: "</table>\r\n",
    },
    day: "<font color=\"#999999\">$day</font>",
    table: Grid {
        open: "<table width=\"98%\" border=\"1\" cellspacing=\"0\">\r\n",
        head: "<td bgcolor=\"#eeeeee\"><strong>$text</strong></td>",
        cell: "<td>$text</td>",
        row: "<tr>$cells</tr>\r\n",
        close: "</table>\r\n",
    },
    facts: Lines {
        open: "<table width=\"98%\" border=\"1\">\r\n",
        line: "<tr><td width=\"120\" class=\"left\">$label</td><td>$value</td></tr>\r\n",
        close: "</table>\r\n",
    },
    text: "<p>　　$text</p>\r\n",
    form: Lines {
        open: "<form action=\"$href\" method=\"$method\"><table>\r\n",
        line: "<tr><td>$label</td><td>$value</td></tr>\r\n",
        close: "<tr><td colspan=\"2\"><input type=\"submit\" value=\"$button\" /></td></tr></table></form>\r\n",
    },
};

/// Upper case, no closing tags, GBK that the server calls Latin-1.
pub(super) const UPPER: Theme = Theme {
    number: 4,
    name: "upper",
    charset: Charset::GbkAsLatin1,
    reference: Reference::Rooted,
    written: Written::Chinese,
    column: "/list.asp?classid=$id",
    leaf: "/show.asp?id=$id",
    page: "<HTML>\n<HEAD>\n<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=gb2312\">\n$head</HEAD>\n<BODY BGCOLOR=#FFFFFF>\n<CENTER><FONT COLOR=red>$note</FONT><BR>$nav</CENTER>\n<P><FONT SIZE=2>$crumb</FONT>\n$body\n<HR><CENTER><FONT SIZE=2>$foot</FONT></CENTER>\n</BODY></HTML>\n",
    nav: Lines { open: "", line: "<A HREF=\"$href\">$text</A> | ", close: "" },
    heading: "<P><B><FONT SIZE=4>$text</FONT></B></P>\n",
    links: Lines {
        open: "<UL>\n",
        line: "<LI><A HREF=\"$href\">$text</A> $day\n",
        close: "</UL>\n",
    },
    day: "<FONT SIZE=2 COLOR=gray>$day</FONT>",
    table: Grid {
        open: "<TABLE BORDER=1>\n",
        head: "<TH>$text",
        cell: "<TD>$text",
        row: "<TR>$cells\n",
        close: "</TABLE>\n",
    },
    facts: Lines { open: "", line: "<P>$label：$value</P>\n", close: "" },
    text: "<P>$text</P>\n",
    form: Lines {
        open: "<FORM ACTION=\"$href\" METHOD=\"$method\">\n",
        line: "$label：$value<BR>\n",
        close: "<INPUT TYPE=submit VALUE=\"$button\"></FORM>\n",
    },
};

/// A publishing system's folders: `./201901/t20190114_3021.html`.
pub(super) const TRS: Theme = Theme {
    number: 5,
    name: "trs",
    charset: Charset::Utf8,
    reference: Reference::Relative,
    written: Written::Short,
    column: "/$name/index.shtml",
    leaf: "/$name/$month/t$day_$id.shtml",
    page: "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.test/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n<html xmlns=\"http://www.w3.test/1999/xhtml\">\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" />\n$head</head>\n<body>\n<div class=\"header\"><span class=\"fl\">$note</span></div>\n<div class=\"menubox\"><div class=\"w1000\">$nav</div></div>\n<div class=\"dqwz\">$crumb</div>\n<div class=\"w1000 gl_list\">\n<!--列表开始-->\n$body<!--列表结束-->\n</div>\n<div class=\"copyright\">$foot</div>\n</body>\n</html>\n",
    nav: Lines {
        open: "<ul>",
        line: "<li><a href=\"$href\" target=\"_self\">$text</a></li>",
        close: "</ul>",
    },
    heading: "<div class=\"hd\"><a class=\"on\">$text</a></div>\n",
    links: Lines {
        open: "<ul class=\"dlist\">\n",
        line: "<li>$day<a href=\"$href\" target=\"_blank\" title=\"$text\">$text</a></li>\n",
        close: "</ul>\n",
    },
    day: "<span class=\"fr\">$day</span>",
    table: Grid {
        open: "<table class=\"TRS_Table\" border=\"1\"><tbody>\n",
        head: "<td><b>$text</b></td>",
        cell: "<td><p class=\"MsoNormal\">$text</p></td>",
        row: "<tr>$cells</tr>\n",
        close: "</tbody></table>\n",
    },
    facts: Lines {
        open: "<div class=\"TRS_Editor\">\n",
        line: "<p><b>$label：</b>$value</p>\n",
        close: "</div>\n",
    },
    text: "<p align=\"justify\">　　$text</p>\n",
    form: Lines {
        open: "<form action=\"$href\" method=\"$method\"><ul>\n",
        line: "<li><span>$label：</span>$value</li>\n",
        close: "</ul><input type=\"submit\" value=\"$button\" /></form>\n",
    },
};

/// An office's page builder, with its comments.
pub(super) const BUILDER: Theme = Theme {
    number: 8,
    name: "builder",
    charset: Charset::Utf8,
    reference: Reference::Relative,
    written: Written::Iso,
    column: "/$name.htm",
    leaf: "/info/$id/$day.htm",
    page: "<!DOCTYPE html>\n<HTML>\n<HEAD>\n<META charset=\"UTF-8\">\n$head</HEAD>\n<BODY>\n<div class=\"container\">\n<div class=\"topLink\">$note</div>\n<!--导航-->\n<div class=\"nav\"><div class=\"middle\">$nav</div></div>\n<div class=\"lc-r-tit\">$crumb</div>\n<!--内容-->\n<div class=\"lc-r\">\n$body</div>\n<!--页脚-->\n<div class=\"foot\">$foot</div>\n</div>\n</BODY>\n</HTML>\n",
    nav: Lines {
        open: "<ul class=\"clearfix\">",
        line: "<li class=\"item\"><a href=\"$href\" title=\"$text\">$text</a> </li>",
        close: "</ul>",
    },
    heading: "<h3 class=\"winstyle\">$text</h3>\n",
    links: Lines {
        open: "<table class=\"winstyle1200\" width=\"100%\">\n",
        line: "<tr height=\"20\"><td><span class=\"leaderfont\">·</span></td><td><a class=\"c1200\" href=\"$href\" target=\"_blank\" title=\"$text\">$text</a></td><td nowrap>$day</td></tr>\n",
        close: "</table>\n",
    },
    day: "<span class=\"timestyle\">$day</span>",
    table: Grid {
        open: "<table style=\"FONT-SIZE: 9pt\" cellpadding=\"5\" width=\"100%\">\n",
        head: "<td align=\"center\">$text</td>",
        cell: "<td>$text</td>",
        row: "<tr style=\"HEIGHT: 32px\">$cells</tr>\n",
        close: "</table>\n",
    },
    facts: Lines {
        open: "<div id=\"vsb_content\">\n",
        line: "<p><strong>$label</strong></p>\n<p>$value</p>\n",
        close: "</div>\n",
    },
    text: "<p class=\"vsbcontent_start\">$text</p>\n",
    form: Lines {
        open: "<form action=\"$href\" method=\"$method\"><table class=\"py-table\">\n",
        line: "<tr><td class=\"first\">$label</td><td class=\"two\">$value<i class=\"font\">*</i></td></tr>\n",
        close: "</table><input type=\"submit\" value=\"$button\"></form>\n",
    },
};
