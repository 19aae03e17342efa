"""读一轮的导出：各区域平均分、点位贡献之和、未知的原因。
Reads an export with pandas: mean totals by area, sums of contributions, reasons of unknowns.

    bluebook export ROUND DIR
    python3 examples/python/read_pandas.py DIR [csv|parquet]
"""

import sys
from pathlib import Path

import pandas as pd

# 代码是文字：前导零和键都不能丢。Codes are text, or keys would not match.
TEXT = {"region": "string", "province": "string", "indicator": "string", "point": "string"}


def read(directory: Path, table: str, form: str) -> pd.DataFrame:
    if form == "parquet":
        return pd.read_parquet(directory / "parquet" / f"{table}.parquet")
    return pd.read_csv(directory / "csv" / f"{table}.csv", dtype=TEXT)


def main(directory: Path, form: str) -> None:
    regions = read(directory, "regions", form)
    points = read(directory, "point_scores", form)
    verdicts = read(directory, "verdicts", form)

    judged = regions.dropna(subset=["total"])
    print(f"regions\t{len(judged)}")
    print(f"total\t{judged['total'].sum():.6f}")
    for area, mean in judged.groupby("area")["total"].mean().sort_index().items():
        print(f"area {area}\t{mean:.6f}")
    print(f"contributions\t{points['contribution'].sum():.6f}")
    for reason, count in verdicts["unknown_reason"].value_counts().sort_index().items():
        print(f"unknown {reason}\t{count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "parquet")
