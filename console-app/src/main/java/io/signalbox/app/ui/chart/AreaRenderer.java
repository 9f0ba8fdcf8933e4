package io.signalbox.app.ui.chart;

import io.fair_acc.chartfx.renderer.spi.AbstractRendererXY;
import io.fair_acc.chartfx.ui.css.DataSetNode;
import io.fair_acc.dataset.DataSet;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/**
 * Fills what lies between lines and their floors. ChartFX's own areas stand on zero and fill gaps.
 */
final class AreaRenderer extends AbstractRendererXY<AreaRenderer> {

  @Override
  protected void render(GraphicsContext gc, DataSet dataSet, DataSetNode style) {
    if (!(dataSet instanceof ChartSeries area)) {
      return;
    }
    gc.save();
    gc.setFill(style.getLineColor());
    int begin = -1;
    int count = area.getDataCount();
    for (int i = 0; i <= count; i++) {
      boolean there = i < count && !Double.isNaN(area.get(DataSet.DIM_Y, i));
      if (there && begin < 0) {
        begin = i;
      } else if (!there && begin >= 0) {
        fill(gc, area, begin, i);
        begin = -1;
      }
    }
    gc.restore();
  }

  /** From the first of them to the one before {@code end}, and back along the floor. */
  private void fill(GraphicsContext gc, ChartSeries area, int begin, int end) {
    int wide = end - begin;
    double[] x = new double[2 * wide];
    double[] y = new double[2 * wide];
    for (int i = 0; i < wide; i++) {
      int back = 2 * wide - 1 - i;
      x[i] = xAxis.getDisplayPosition(area.get(DataSet.DIM_X, begin + i));
      x[back] = x[i];
      y[i] = yAxis.getDisplayPosition(area.get(DataSet.DIM_Y, begin + i));
      y[back] = yAxis.getDisplayPosition(area.floor(begin + i));
    }
    gc.fillPolygon(x, y, 2 * wide);
  }

  /** The legend is the card's own. */
  @Override
  public boolean drawLegendSymbol(DataSetNode style, Canvas canvas) {
    return false;
  }

  @Override
  protected AreaRenderer getThis() {
    return this;
  }
}
