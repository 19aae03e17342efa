// A probe: one family of points. This file only registers; each criterion is a file of its own.

import { exportProbe } from "probe-sdk";

import "./title-names-region.js";

exportProbe({ family: "{{name}}", title: "{{name}}" });
