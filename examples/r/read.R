# 读一轮的导出（CSV，无需任何包）：各区域平均分、点位贡献之和、未知的原因。
# Reads an export (CSV, no package needed): mean totals by area, sums of contributions, reasons of unknowns.
#
#     bluebook export ROUND DIR
#     Rscript examples/r/read.R DIR
#
# 有 nanoparquet 包时也可以 With the package nanoparquet: nanoparquet::read_parquet("DIR/parquet/regions.parquet")

directory <- commandArgs(trailingOnly = TRUE)[1]

# 代码是文字。Codes are text, or keys would not match.
text <- c(region = "character", province = "character", indicator = "character", point = "character")

read <- function(table) {
  path <- file.path(directory, "csv", paste0(table, ".csv"))
  names <- strsplit(readLines(path, n = 1, encoding = "UTF-8"), ",")[[1]]
  read.csv(path, colClasses = text[intersect(names(text), names)], na.strings = "", encoding = "UTF-8")
}

regions <- read("regions")
points <- read("point_scores")
verdicts <- read("verdicts")

line <- function(name, value) cat(name, "\t", value, "\n", sep = "")
number <- function(value) sprintf("%.6f", value)

judged <- regions[!is.na(regions$total), ]
line("regions", nrow(judged))
line("total", number(sum(judged$total)))
means <- tapply(judged$total, judged$area, mean)
for (area in sort(names(means), method = "radix")) line(paste("area", area), number(means[[area]]))
line("contributions", number(sum(points$contribution, na.rm = TRUE)))
reasons <- table(verdicts$unknown_reason)
for (reason in sort(names(reasons), method = "radix")) line(paste("unknown", reason), reasons[[reason]])
