import "@lwc/synthetic-shadow";
import { createElement } from "lwc";
import { page } from "local/page";
import Shell from "local/shell";
import Site from "local/site";

const root = page.site ? createElement("local-site", { is: Site }) : createElement("local-shell", { is: Shell });
document.getElementById("root")?.append(root);
