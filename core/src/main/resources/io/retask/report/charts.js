'use strict';

// Every function takes the numbers of one chart, the colours and the width, and returns ECharts options.
const drawings = {};

function percent(share) {
  return (100 * share).toFixed(1) + ' %';
}

function count(number) {
  return Math.round(number).toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

function short(number) {
  if (number >= 1e6) return +(number / 1e6).toFixed(1) + 'M';
  return number >= 1e4 ? +(number / 1e3).toFixed(1) + 'k' : count(number);
}

// Labels come from outside: a tooltip is HTML, so they are escaped.
function safe(text) {
  const box = document.createElement('div');
  box.textContent = text;
  return box.innerHTML;
}

function tooltip(colours) {
  return {
    confine: true,
    backgroundColor: colours.surface,
    borderColor: colours.line,
    textStyle: { color: colours.ink, fontSize: 13 },
    extraCssText: 'max-width: 18rem; white-space: normal; overflow-wrap: anywhere;'
  };
}

function valueAxis(colours, name) {
  return {
    type: 'value',
    name: name,
    nameLocation: 'middle',
    nameGap: 30,
    nameTextStyle: { color: colours.muted, fontSize: 13 },
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: colours.muted, hideOverlap: true, fontSize: 12 },
    splitLine: { lineStyle: { color: colours.line } }
  };
}

function nameAxis(colours, names, width) {
  return {
    type: 'category',
    data: names,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: colours.ink, width: width, overflow: 'truncate', interval: 0, fontSize: 13 }
  };
}

// Below this width names stand above their rows instead of beside them.
const NARROW = 560;

drawings.methods = {
  height: (chart, width) => 70 + (width < NARROW ? 58 : 38) * chart.rows.length,
  options: function (chart, colours, width) {
    const rows = chart.rows.slice().reverse();
    const narrow = width < NARROW;
    const names = narrow ? width - 20 : Math.min(240, Math.round(width * 0.34));
    const tone = { ours: colours.accent, with_box: colours.box, without_box: colours.plain };
    const lowest = Math.min(...rows.map((row) => row.low));
    const highest = Math.max(...rows.map((row) => row.high));
    const axis = valueAxis(colours, 'Accuracy');
    axis.min = Math.max(0, Math.floor(lowest * 10 - 0.3) / 10);
    axis.max = Math.min(1, Math.ceil(highest * 10 + 0.3) / 10);
    axis.axisLabel.formatter = (value) => Math.round(100 * value) + ' %';
    const labels = nameAxis(colours, rows.map((row, i) => String(i)), names);
    labels.axisLabel.formatter = (index) => rows[index].name;
    if (narrow) {
      Object.assign(labels.axisLabel, {
        inside: true, align: 'left', verticalAlign: 'bottom', margin: 0, padding: [0, 0, 13, 0]
      });
      labels.z = 5;
    }
    return {
      grid: { left: narrow ? 18 : names + 12, right: 66, top: 8, bottom: 48 },
      xAxis: axis,
      yAxis: labels,
      tooltip: Object.assign(tooltip(colours), {
        trigger: 'item',
        formatter: (at) => {
          const row = rows[at.dataIndex];
          return '<b>' + safe(row.name) + '</b><br>' + percent(row.accuracy) + ' (' + percent(row.low) +
            ' to ' + percent(row.high) + ')<br>' + safe(row.note) + '<br>' + count(row.images) + ' images billed';
        }
      }),
      series: [
        {
          type: 'custom',
          data: rows.map((row, i) => [row.low, row.high, i]),
          encode: { x: [0, 1], y: 2 },
          renderItem: (params, api) => whisker(api, tone[rows[params.dataIndex].role])
        },
        {
          type: 'scatter',
          symbolSize: 13,
          data: rows.map((row, i) => ({
            value: [row.accuracy, i],
            itemStyle: {
              color: row.role === 'without_box' ? colours.surface : tone[row.role],
              borderColor: tone[row.role],
              borderWidth: 2.5,
              opacity: 1
            }
          }))
        },
        {
          type: 'scatter',
          silent: true,
          symbolSize: 0.01,
          data: rows.map((row, i) => [row.high, i]),
          label: {
            show: true, position: 'right', distance: 8, color: colours.ink, fontSize: 13,
            formatter: (at) => percent(rows[at.dataIndex].accuracy)
          }
        }
      ]
    };
  }
};

function whisker(api, colour) {
  const from = api.coord([api.value(0), api.value(2)]);
  const to = api.coord([api.value(1), api.value(2)]);
  const line = (x1, y1, x2, y2) => ({
    type: 'line', shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: { stroke: colour, lineWidth: 2.5 }
  });
  return {
    type: 'group',
    children: [
      line(from[0], from[1], to[0], to[1]),
      line(from[0], from[1] - 5, from[0], from[1] + 5),
      line(to[0], to[1] - 5, to[0], to[1] + 5)
    ]
  };
}

drawings.confusion = {
  height: (chart, width) => 175 + Math.max(30, Math.min(44, width / (chart.classes.length + 3))) * chart.classes.length,
  options: function (chart, colours, width) {
    const size = chart.classes.length;
    const names = Math.min(150, Math.round(width * 0.26));
    const cells = [];
    chart.counts.forEach((row, truth) => {
      const total = row.reduce((sum, entry) => sum + entry, 0);
      row.forEach((entry, answer) => cells.push([answer, truth, total ? entry / total : 0, entry]));
    });
    const room = Math.max(180, Math.min(width - names - 30, 640));
    const longest = Math.max(...chart.classes.map((name) => name.length));
    const turned = 7 * longest > room / size;
    const answers = nameAxis(colours, chart.classes.map((name, i) => String(i)), turned ? 130 : room / size - 4);
    answers.name = 'Answer';
    answers.nameLocation = 'middle';
    answers.nameGap = turned ? 108 : 34;
    answers.nameTextStyle = { color: colours.muted, fontSize: 13 };
    answers.axisLabel.formatter = (index) => chart.classes[index];
    answers.axisLabel.rotate = turned ? 45 : 0;
    const truths = nameAxis(colours, chart.classes.map((name, i) => String(i)), names);
    truths.inverse = true;
    truths.name = 'True class';
    truths.nameLocation = 'start';
    truths.nameTextStyle = { color: colours.muted, fontSize: 13, align: 'right', padding: [0, 8, 0, 0] };
    truths.axisLabel.formatter = (index) => chart.classes[index];
    Object.assign(truths.axisLabel, { overflow: 'break', lineHeight: 14, fontSize: 12 });
    return {
      grid: { left: names + 12, width: room, top: 30, bottom: turned ? 132 : 56 },
      xAxis: answers,
      yAxis: truths,
      visualMap: {
        show: false, dimension: 2, min: 0, max: 1, inRange: { color: [colours.stripe, colours.accent] }
      },
      tooltip: Object.assign(tooltip(colours), {
        formatter: (at) => 'True: <b>' + safe(chart.classes[at.value[1]]) + '</b><br>Answer: <b>' +
          safe(chart.classes[at.value[0]]) + '</b><br>' + count(at.value[3]) + ' examples, ' +
          percent(at.value[2]) + ' of the class'
      }),
      series: [{
        type: 'heatmap',
        data: cells.map((cell) => ({
          value: cell,
          label: { color: cell[2] > 0.5 ? colours.surface : colours.ink }
        })),
        label: { show: size <= 14, fontSize: 13, formatter: (at) => at.value[3] || '' },
        itemStyle: { borderColor: colours.surface, borderWidth: 2, borderRadius: 4 }
      }]
    };
  }
};

drawings.reliability = {
  height: () => 410,
  options: function (chart, colours, width) {
    const most = Math.max(...chart.bins.map((bin) => bin.count));
    const says = valueAxis(colours, 'Says');
    const right = headed(colours, 'Is right');
    [says, right].forEach((axis) => {
      Object.assign(axis, { min: 0, max: 1 });
      axis.axisLabel.formatter = (value) => Math.round(100 * value) + ' %';
    });
    return {
      grid: { left: 56, width: Math.min(width - 80, 520), top: 36, bottom: 54 },
      xAxis: says, yAxis: right,
      tooltip: Object.assign(tooltip(colours), {
        trigger: 'item',
        formatter: (at) => {
          const bin = chart.bins[at.dataIndex];
          return 'Says <b>' + percent(bin.confidence) + '</b>, is right <b>' + percent(bin.accuracy) + '</b><br>(' +
            percent(bin.from) + ' to ' + percent(bin.to) + ')<br>' + count(bin.count) + ' examples';
        }
      }),
      series: [
        {
          type: 'line', data: [[0, 0], [1, 1]], silent: true, symbol: 'none', z: 1,
          lineStyle: { color: colours.muted, width: 1.5, type: 'dashed' }
        },
        {
          type: 'custom', silent: true, z: 2,
          data: chart.bins.map((bin) => [bin.confidence, bin.from, bin.to]),
          encode: { x: 0, y: [1, 2] },
          renderItem: (params, api) => thin(api, colours.accent)
        },
        {
          type: 'scatter', z: 3,
          data: chart.bins.map((bin) => ({
            value: [bin.confidence, bin.accuracy], symbolSize: 8 + 16 * Math.sqrt(bin.count / most)
          })),
          itemStyle: { color: colours.accent, borderColor: colours.surface, borderWidth: 1.5, opacity: 1 }
        }
      ]
    };
  }
};

drawings.curve = {
  height: () => 500,
  options: function (chart, colours, width) {
    const points = chart.points;
    const judged = points.filter((point) => point.validation !== undefined);
    const batches = points.filter((point) => point.batch !== undefined);
    const rounds = points.filter((point) => point.crossValidated !== undefined);
    const two = judged.length + batches.length + rounds.length > 0;
    const accuracy = headed(colours, 'Accuracy');
    accuracy.gridIndex = 1;
    accuracy.scale = true;
    accuracy.max = (range) => Math.min(1, Math.ceil(range.max * 10 + 0.2) / 10);
    accuracy.axisLabel.formatter = (value) => Math.round(100 * value) + ' %';
    const loss = headed(colours, 'Loss');
    loss.gridIndex = 0;
    loss.scale = true;
    const images = (index, shown) => Object.assign(valueAxis(colours, shown ? 'Images billed' : ''), {
      gridIndex: index, splitLine: { show: false }, max: points[points.length - 1].images,
      axisLabel: { show: shown, color: colours.muted, hideOverlap: true, formatter: short }
    });
    const lines = [line('Loss', 0, points.map((point) => [point.images, point.loss]), colours.box)];
    if (batches.length) {
      lines.push(Object.assign(
        line('Batch accuracy', 1, batches.map((point) => [point.images, point.batch]), colours.plain),
        { lineStyle: { color: colours.plain, width: 1, opacity: 0.6 } }));
    }
    if (rounds.length) {
      lines.push(Object.assign(
        line('Cross-validated accuracy', 1, rounds.map((point) => [point.images, point.crossValidated]), colours.accent),
        { showSymbol: true, symbolSize: 7, lineStyle: { color: colours.accent, width: 2.5 } }));
    }
    if (judged.length) {
      lines.push(Object.assign(
        line('Validation accuracy', 1, judged.map((point) => [point.images, point.validation]), colours.accent),
        { showSymbol: true, symbolSize: 7, lineStyle: { color: colours.accent, width: 2.5 } }));
      lines.push({
        type: 'custom', name: '95 % interval', xAxisIndex: 1, yAxisIndex: 1, silent: true, z: 1,
        data: judged.map((point) => [point.images, point.low, point.high]),
        encode: { x: 0, y: [1, 2] },
        renderItem: (params, api) => upright(api, colours.accent)
      });
    }
    const lower = { left: 56, right: 18, top: two ? 318 : 62, bottom: 52 };
    return {
      legend: {
        data: lines.filter((series) => series.type === 'line').map((series) => series.name),
        left: 0, top: 0, itemWidth: 18, itemHeight: 8, textStyle: { color: colours.muted, fontSize: 13 }
      },
      axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: colours.muted } },
      tooltip: Object.assign(tooltip(colours), { trigger: 'axis', formatter: pointWords }),
      grid: two ? [lower, { left: 56, right: 18, top: width < 480 ? 82 : 62, height: width < 480 ? 180 : 200 }] : [lower],
      xAxis: two ? [images(0, true), images(1, false)] : [images(0, true)],
      yAxis: two ? [loss, accuracy] : [loss],
      series: lines
    };
  }
};

// The name stands above the axis, at its left.
function headed(colours, name) {
  return Object.assign(valueAxis(colours, name), {
    nameLocation: 'end', nameGap: 10,
    nameTextStyle: { color: colours.muted, fontSize: 13, align: 'left', padding: [0, 0, 0, -44] }
  });
}

function line(name, index, data, colour) {
  return {
    type: 'line', name: name, data: data, xAxisIndex: index, yAxisIndex: index, showSymbol: data.length < 3, zlevel: 0,
    itemStyle: { color: colour }, lineStyle: { color: colour, width: 2 }, emphasis: { disabled: true }
  };
}

function upright(api, colour) {
  const low = api.coord([api.value(0), api.value(1)]);
  const high = api.coord([api.value(0), api.value(2)]);
  return {
    type: 'line',
    shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] },
    style: { stroke: colour, lineWidth: 6, opacity: 0.25 }
  };
}

function pointWords(parts) {
  const shown = parts.filter((part) => part.seriesType === 'line');
  if (!shown.length) return '';
  const rows = shown.map((part) => safe(part.seriesName) + ': <b>' +
    (part.seriesName === 'Loss' ? part.value[1].toFixed(3) : percent(part.value[1])) + '</b>');
  return count(shown[0].value[0]) + ' images billed<br>' + rows.join('<br>');
}

drawings.mapping = {
  height: (chart) => 40 + 26 * new Set(chart.links.map((link) => link.source)).size,
  options: function (chart, colours, width) {
    // Two labels may have one name: a prefix keeps the two sides apart.
    const heaviest = {};
    chart.links.forEach((link) => {
      heaviest[link.target] = (heaviest[link.target] || 0) + link.weight;
    });
    const side = Math.round(Math.min(230, width * 0.36));
    const node = (name, left) => ({
      name: (left ? 's:' : 't:') + name,
      itemStyle: { color: left ? colours.plain : colours.accent },
      label: { position: left ? 'left' : 'right', width: side - 12, overflow: 'truncate' }
    });
    const sources = [...new Set(chart.links.map((link) => link.source))];
    const targets = [...new Set(chart.links.map((link) => link.target))];
    return {
      tooltip: Object.assign(tooltip(colours), {
        formatter: (at) => at.dataType === 'edge'
          ? safe(at.data.source.slice(2)) + ' → <b>' + safe(at.data.target.slice(2)) + '</b><br>weight ' +
            at.data.weight.toPrecision(3)
          : '<b>' + safe(at.name.slice(2)) + '</b>'
      }),
      series: [{
        type: 'sankey',
        left: side, right: side, top: 8, bottom: 8,
        nodeWidth: 9, nodeGap: 9, layoutIterations: 24, draggable: false,
        data: sources.map((name) => node(name, true)).concat(targets.map((name) => node(name, false))),
        links: chart.links.map((link) => ({
          source: 's:' + link.source, target: 't:' + link.target,
          value: link.weight / heaviest[link.target], weight: link.weight
        })),
        label: { color: colours.ink, fontSize: 13, formatter: (at) => at.name.slice(2) },
        lineStyle: { color: colours.accent, opacity: 0.22, curveness: 0.5 }
      }]
    };
  }
};

drawings.ledger = {
  height: (chart) => 60 + 36 * chart.causes.length,
  options: function (chart, colours, width) {
    const causes = chart.causes.slice().reverse();
    const axis = valueAxis(colours, 'Images');
    axis.axisLabel.formatter = short;
    axis.minInterval = 1;
    return {
      grid: { left: 104, right: 72, top: 4, bottom: 48 },
      xAxis: axis,
      yAxis: nameAxis(colours, causes.map((cause) => cause.cause), 92),
      tooltip: Object.assign(tooltip(colours), {
        formatter: (at) => safe(at.name) + ': <b>' + count(at.value) + '</b> images'
      }),
      series: [{
        type: 'bar', barWidth: 16, data: causes.map((cause) => cause.images),
        itemStyle: { color: colours.accent, borderRadius: [0, 4, 4, 0] },
        label: { show: true, position: 'right', color: colours.ink, fontSize: 13, formatter: (at) => count(at.value) }
      }]
    };
  }
};

// Colours that stay apart on white and on dark ground; symbols and dashes tell the rest.
const TONES = {
  light: ['#4a63b8', '#b4531f', '#7a3e9d', '#8a6d00', '#b0306a', '#3c7d22', '#5b5f66', '#1f7fb5', '#9c4a4a', '#6b6bd6'],
  dark: ['#94a9f2', '#f0a070', '#c99bea', '#dcc05a', '#f08ab8', '#93d474', '#b7bdc6', '#74c3f0', '#e79a9a', '#b5b5ff']
};
const SIGNS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect'];

function contestTone(index, role, colours) {
  if (role === 'ours') return colours.accent;
  const set = getComputedStyle(document.documentElement).colorScheme === 'dark' ? TONES.dark : TONES.light;
  return set[index % set.length];
}

function logAxis(colours, images) {
  const axis = valueAxis(colours, 'Images billed for training');
  axis.type = 'log';
  axis.logBase = Math.max(...images) > 100 * Math.min(...images) ? 10 : 2;
  axis.min = Math.min(...images) / 1.3;
  axis.max = Math.max(...images) * 1.3;
  axis.axisLabel.formatter = short;
  Object.assign(axis.axisLabel, { showMinLabel: false, showMaxLabel: false });
  return axis;
}

drawings.contest = {
  height: (chart, width) => 470 + 22 * Math.ceil(chart.series.length / Math.max(1, Math.floor(width / 130))),
  options: function (chart, colours, width) {
    const shown = chart.series.filter((series) => series.points.length);
    const points = shown.flatMap((series) => series.points);
    const paid = points.map((point) => point.images).filter((images) => images > 0);
    const images = paid.length ? paid : [1, 10];
    const x = logAxis(colours, images);
    const y = headed(colours, 'Accuracy');
    y.min = Math.max(0, Math.floor(Math.min(...points.map((point) => point.low)) * 20) / 20);
    y.max = Math.min(1, Math.ceil(Math.max(...points.map((point) => point.high)) * 20) / 20);
    y.axisLabel.formatter = (value) => Math.round(100 * value) + ' %';
    const rows = 22 * Math.ceil(shown.length / Math.max(1, Math.floor(width / 130)));
    const lines = [];
    shown.forEach((series, index) => {
      const tone = contestTone(index, series.role, colours);
      const free = series.points.every((point) => point.images < 1);
      const ours = series.role === 'ours';
      lines.push({
        type: 'line', name: series.name,
        data: free
          ? [[x.min, series.points[0].accuracy], [x.max, series.points[0].accuracy]]
          : series.points.filter((point) => point.images >= 1).map((point) => [point.images, point.accuracy]),
        showSymbol: !free, symbol: SIGNS[index % SIGNS.length], symbolSize: ours ? 10 : 8,
        itemStyle: { color: tone }, emphasis: { disabled: true }, z: ours ? 4 : 3,
        lineStyle: { color: tone, width: ours ? 3 : 1.8, type: free ? 'dashed' : 'solid' }
      });
      if (!free) {
        lines.push({
          type: 'custom', name: series.name, silent: true, z: 2,
          data: series.points.map((point) => [point.images, point.low, point.high]),
          encode: { x: 0, y: [1, 2] },
          renderItem: (params, api) => thin(api, tone)
        });
      }
    });
    return {
      legend: {
        data: shown.map((series) => series.name), left: 0, top: 0, itemWidth: 22, itemHeight: 9, itemGap: 14,
        textStyle: { color: colours.ink, fontSize: 13 }
      },
      grid: { left: 56, right: 22, top: 40 + rows, bottom: 54 },
      xAxis: x, yAxis: y,
      tooltip: Object.assign(tooltip(colours), {
        trigger: 'item', formatter: (at) => '<b>' + safe(at.seriesName) + '</b><br>' + percent(at.value[1])
      }),
      series: lines
    };
  }
};

function thin(api, colour) {
  const low = api.coord([api.value(0), api.value(1)]);
  const high = api.coord([api.value(0), api.value(2)]);
  return {
    type: 'line', shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] },
    style: { stroke: colour, lineWidth: 1.5, opacity: 0.6 }
  };
}
