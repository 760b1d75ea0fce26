extension ExplorePage {
  /// The look of the page, light or dark as the reader's system is.
  static let style = """
    :root { color-scheme: light dark; --ground: #f7f6f3; --card: #fff; --ink: #22252b; --soft: #6a7080;
      --line: #e2e0da; --band: #0000000a; --buffer: #e3a32f; --cache: #5b8def; --disk: #35a06f; --kept: #8fd0b0;
      --lost: #f0b95b; --refused: #b9bdc7; --broken: #d8433a; --cursor: #2225; --good: #1d7a50; --bad: #b3261e; }
    @media (prefers-color-scheme: dark) { :root { --ground: #14161a; --card: #1d2026; --ink: #e8e8ea; --soft: #9aa1b1;
      --line: #333842; --band: #ffffff09; --buffer: #e0a640; --cache: #6f9bf2; --disk: #3fb07d; --kept: #2f7d5a;
      --lost: #b98428; --refused: #5b6170; --broken: #e5534b; --cursor: #fff3; --good: #63cf9c; --bad: #ff8a80; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--ink);
      font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
    main { max-width: 1120px; margin: 0 auto; padding: 40px 24px 64px; }
    code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
      font-size: .92em; }
    .overline { margin: 0; color: var(--soft); font-size: 12px; letter-spacing: .12em; text-transform: uppercase; }
    h1 { margin: 4px 0 8px; font-size: 30px; line-height: 1.2; letter-spacing: -.01em; }
    h2 { margin: 12px 0 8px; font-size: 16px; }
    .lead { margin: 0 0 28px; max-width: 62ch; font-size: 17px; color: var(--soft); }
    .good { color: var(--good); } .bad { color: var(--bad); }
    .scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
    table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; white-space: nowrap; }
    th, td { padding: 9px 14px; text-align: right; border-bottom: 1px solid var(--line); }
    tbody tr:last-child > * { border-bottom: 0; }
    thead th { color: var(--soft); font-weight: 500; font-size: 13px; }
    th:first-child, td:nth-child(2), th:nth-child(2) { text-align: left; }
    tbody th a { color: inherit; font-weight: 600; }
    .badge { display: inline-block; min-width: 26px; padding: 1px 9px; border-radius: 20px; font-size: 13px;
      text-align: center; font-weight: 600; background: color-mix(in srgb, currentColor 14%, transparent); }
    .run { margin-top: 20px; padding: 0 20px; background: var(--card); border: 1px solid var(--line);
      border-radius: 12px; }
    .run[open] { padding-bottom: 20px; }
    summary { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 10px; padding: 14px 0; cursor: pointer;
      list-style: none; }
    summary::-webkit-details-marker { display: none; }
    summary::before { content: "›"; width: 12px; color: var(--soft); font-size: 18px; transition: transform .15s; }
    .run[open] > summary::before { transform: rotate(90deg); }
    .name { font-weight: 650; font-size: 17px; } .kind { color: var(--soft); margin-right: auto; }
    .found { color: var(--soft); font-weight: 400; overflow-wrap: anywhere; }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0 0 10px; padding: 0; list-style: none;
      color: var(--soft); font-size: 13px; }
    .legend b { display: inline-block; width: 20px; margin-right: 6px; border-top: 3px solid var(--c);
      vertical-align: 4px; }
    .legend b.ack { border-top: 2px dotted var(--soft); }
    .legend i { display: inline-block; width: 12px; height: 12px; margin-right: 6px; border-radius: 3px;
      vertical-align: -1px; background: var(--c); }
    .buffer { --c: var(--buffer); } .cache { --c: var(--cache); } .disk { --c: var(--disk); }
    .kept { --c: var(--kept); }
    .lost { --c: var(--lost); } .refused { --c: var(--refused); } .broken { --c: var(--broken); }
    svg rect[class] { fill: var(--c); }
    .chart { display: grid; grid-template-columns: minmax(96px, 210px) 1fr; border: 1px solid var(--line);
      border-radius: 8px; overflow: hidden; outline-offset: 2px; }
    .labels { border-right: 1px solid var(--line); min-width: 0; }
    .label { height: 24px; padding: 0 10px; overflow: hidden; line-height: 24px; white-space: nowrap;
      text-overflow: ellipsis; font-size: 13px; }
    .chartlabel { height: 96px; padding-top: 6px; color: var(--soft); } .strip { color: var(--soft); }
    .plot { overflow-x: auto; }
    svg { display: block; }
    svg rect.band { fill: var(--band); } svg rect.cursor { fill: var(--cursor); visibility: hidden; }
    .grid { stroke: var(--line); }
    path { fill: none; stroke-width: 2; }
    .acknowledged { stroke: var(--soft); stroke-dasharray: 2 3; stroke-width: 1.5; } path.kill { stroke: var(--cache); }
    .power { stroke: var(--disk); stroke-width: 3; }
    circle.write { fill: var(--cache); } path.sync { fill: var(--disk); } svg rect.name { fill: var(--buffer); }
    circle.other { fill: var(--refused); }
    .panel { min-height: 92px; margin-top: 10px; font-size: 14px; overflow-wrap: anywhere; }
    .panel dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 6px 0 0; }
    .panel dt { color: var(--soft); } .panel dd { margin: 0; overflow-wrap: anywhere; }
    .problem { margin: 0 0 12px; padding: 10px 14px; border-left: 4px solid var(--broken); border-radius: 4px;
      background: color-mix(in srgb, var(--broken) 9%, transparent); overflow-wrap: anywhere; }
    .problem p { margin: 0 0 4px; } pre { margin: 6px 0; overflow-x: auto; }
    footer { margin-top: 28px; max-width: 76ch; color: var(--soft); font-size: 14px; }
    @media (max-width: 640px) { main { padding: 24px 12px 48px; } h1 { font-size: 24px; } .run { padding: 0 12px; }
      .chart { grid-template-columns: 108px 1fr; } .label { padding: 0 8px; }
      .panel dl { grid-template-columns: 1fr; gap: 0; } .panel dd { margin-bottom: 6px; } }
    """

  /// Shows what survives at the moment that the reader points at.
  static let script = """
    for (const life of document.querySelectorAll(".life")) {
      const rows = JSON.parse(life.querySelector("script").textContent);
      const chart = life.querySelector(".chart"), plot = life.querySelector(".plot");
      const cursor = life.querySelector(".cursor"), panel = life.querySelector(".panel");
      const width = Number(cursor.getAttribute("width"));
      let shown = -1;
      const add = (parent, name, text) => {
        const element = document.createElement(name);
        element.textContent = text;
        parent.append(element);
        return element;
      };
      const show = index => {
        if (index < 0 || index >= rows.length || index === shown) return;
        shown = index;
        const [number, operation, command, time, acknowledged, kill, states, refused, broken, ...cut] = rows[index];
        const [worst, best] = cut;
        cursor.setAttribute("x", index * width);
        cursor.style.visibility = "visible";
        panel.textContent = "";
        add(panel, "strong", `After operation ${number}: ${operation}`);
        const list = document.createElement("dl");
        const item = (name, text) => { add(list, "dt", name); add(list, "dd", text); };
        item("during", `${command}, at ${time}`);
        item("acknowledged", acknowledged);
        item("a kill leaves", kill);
        item("a power cut leaves", best === undefined ? worst : `at least ${worst}; at most ${best}`);
        const refusals = refused === "0" ? "" : `, ${refused} starts refused`;
        const violations = broken === "0" ? "" : `, ${broken} promises broken`;
        item("tried", `${states} states${refusals}${violations}`);
        panel.append(list);
      };
      const follow = event => {
        const x = event.clientX - plot.getBoundingClientRect().left + plot.scrollLeft;
        show(Math.floor(x / width));
      };
      plot.addEventListener("pointermove", follow);
      plot.addEventListener("click", follow);
      chart.addEventListener("keydown", event => {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (!step) return;
        event.preventDefault();
        show(shown + step);
        plot.scrollLeft = Math.max(0, shown * width - plot.clientWidth / 2);
      });
      const interesting = rows.findLastIndex(row => row[8] !== "0" || row[9] !== row[4]);
      show(interesting >= 0 ? interesting : rows.length - 1);
    }
    """
}
