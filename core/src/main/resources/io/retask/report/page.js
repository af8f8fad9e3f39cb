'use strict';

(function () {
  const root = document.documentElement;
  const button = document.getElementById('theme');
  const charts = JSON.parse(document.getElementById('report-data').textContent);
  const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const drawn = [];

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches;
  }

  function colours() {
    const style = getComputedStyle(root);
    const names = ['surface', 'ink', 'muted', 'line', 'stripe', 'accent', 'box', 'plain'];
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue('--' + name).trim()]));
  }

  function draw(entry, tones) {
    const width = entry.place.clientWidth;
    const drawing = drawings[entry.chart.kind];
    entry.place.style.height = drawing.height(entry.chart, width) + 'px';
    entry.instance.resize();
    entry.instance.setOption(
      Object.assign(drawing.options(entry.chart, tones, width), {
        animation: !still && !entry.shown,
        animationDuration: 400,
        textStyle: { fontFamily: getComputedStyle(document.body).fontFamily }
      }),
      true);
    entry.shown = true;
  }

  function drawAll() {
    const tones = colours();
    drawn.forEach((entry) => draw(entry, tones));
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', isDark() ? 'Use light colours' : 'Use dark colours');
  }

  function choose(theme) {
    root.dataset.theme = theme;
    drawAll();
  }

  charts.forEach((chart) => {
    const place = document.getElementById(chart.id);
    drawn.push({ chart: chart, place: place, instance: echarts.init(place, null, { renderer: 'svg' }) });
  });
  drawAll();

  button.addEventListener('click', () => choose(isDark() ? 'light' : 'dark'));
  prefersDark.addEventListener('change', drawAll);

  let width = window.innerWidth;
  let waiting = 0;
  window.addEventListener('resize', () => {
    if (window.innerWidth === width) return;
    width = window.innerWidth;
    clearTimeout(waiting);
    waiting = setTimeout(drawAll, 120);
  });

  // Paper is white and has no folds.
  let before = '';
  let folded = [];
  window.addEventListener('beforeprint', () => {
    before = root.dataset.theme || '';
    folded = [...document.querySelectorAll('details:not([open])')];
    folded.forEach((fold) => { fold.open = true; });
    choose('light');
  });
  window.addEventListener('afterprint', () => {
    folded.forEach((fold) => { fold.open = false; });
    if (before) root.dataset.theme = before; else delete root.dataset.theme;
    drawAll();
  });
})();
