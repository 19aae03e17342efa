"""读一轮的导出：各区域平均分、点位贡献之和、未知的原因。
Reads an export with polars: mean totals by area, sums of contributions, reasons of unknowns.

    bluebook export ROUND DIR
    python3 examples/python/read_polars.py DIR [csv|parquet]
"""

import sys
from pathlib import Path

import polars as pl

# 代码是文字。Codes are text, or keys would not match.
TEXT = ["region", "province", "indicator", "point"]


def read(directory: Path, table: str, form: str) -> pl.DataFrame:
    if form == "parquet":
        return pl.read_parquet(directory / "parquet" / f"{table}.parquet")
    path = directory / "csv" / f"{table}.csv"
    # 整列看过才定类型：头几行可以全空。Types by all rows, as the first may all be missing.
    overrides = {name: pl.String for name in TEXT}
    return pl.read_csv(path, schema_overrides=overrides, infer_schema_length=None)


def main(directory: Path, form: str) -> None:
    regions = read(directory, "regions", form)
    points = read(directory, "point_scores", form)
    verdicts = read(directory, "verdicts", form)

    judged = regions.drop_nulls("total")
    print(f"regions\t{judged.height}")
    print(f"total\t{judged['total'].sum():.6f}")
    for area, mean in judged.group_by("area").agg(pl.col("total").mean()).sort("area").iter_rows():
        print(f"area {area}\t{mean:.6f}")
    print(f"contributions\t{points['contribution'].sum():.6f}")
    reasons = verdicts.drop_nulls("unknown_reason").group_by("unknown_reason").len()
    for reason, count in reasons.sort("unknown_reason").iter_rows():
        print(f"unknown {reason}\t{count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "parquet")
