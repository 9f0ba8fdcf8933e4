package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.switching.SwitchItems;
import io.signalbox.app.ui.switching.SwitchRequest;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/**
 * A tile for each provider while they are few, else tiles for what needs a look and a card for each
 * group of healthy ones. Tiles and cards are kept for as long as what they show is there.
 */
final class ProviderTiles {

  private static final double GAP = 12;
  private static final double TILE = 216;
  private static final double COMPACT = 196;
  private static final double GROUP = 300;

  /** Columns at least, among groups: one tile is not as wide as all of them. */
  private static final int FEWEST = 3;

  private final Navigator navigator;
  private final TilePane tiles = new TilePane(GAP, GAP);
  private final TilePane groups = new TilePane(GAP, GAP);
  private final Label count = Ui.label("", "count");
  private final Button hidden;
  private final Region head;
  private final VBox content;
  private final ScrollPane scroll;
  private final SwitchItems switches;
  private final ContextMenu menu = new ContextMenu();
  private String menuOf = "";
  private final Map<String, ProviderTile> tileOf = new HashMap<>();
  private final Map<String, GroupCard> cardOf = new HashMap<>();
  private final Node none =
      Ui.empty("No provider is configured. Add one under providers in config.json.");
  private Map<String, List<Double>> rates = Map.of();
  private boolean compact;

  ProviderTiles(OverviewViewModel model, SwitchForm form, Navigator navigator) {
    this.navigator = navigator;
    this.switches =
        new SwitchItems(
            form,
            List.of(SwitchAction.values()),
            action -> SwitchRequest.provider(action, menuOf, "Overview"));
    menu.getItems().setAll(switches.nodes());
    Segments<Folded.By> by =
        new Segments<>(List.of(Folded.By.values()), Folded.By::label, model.byProperty());
    by.setMinWidth(Region.USE_PREF_SIZE);
    hidden = Ui.button("", () -> navigator.go(Navigator.Place.PROVIDERS, ""), "ghost", "compact");
    hidden.managedProperty().bind(hidden.visibleProperty());
    head =
        BesideOrBelow.ends(
            Ui.row(8, Ui.whole("Unhealthy, degraded, held, unknown", "semi"), count, hidden),
            Ui.row(8, Ui.label("Healthy folded by", "small", "muted"), by));
    content = Ui.column(GAP, tiles);
    scroll = new Scroll(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    content.widthProperty().addListener((property, old, width) -> size());
    scroll.setMinHeight(154);
  }

  Node node() {
    return scroll;
  }

  void show(ConsoleSnapshot snapshot, Folded folded, Instant now) {
    boolean many = snapshot.providers().size() > Folded.EACH;
    if (many != compact) {
      compact = many;
      tileOf.clear();
    }
    List<Node> standing = new ArrayList<>();
    Map<String, ProviderTile> kept = new LinkedHashMap<>();
    for (ProviderView view : folded.tiles()) {
      ProviderTile tile = tileOf.get(view.name());
      if (tile == null) {
        tile =
            new ProviderTile(
                view,
                many,
                () -> navigator.go(Navigator.Place.PROVIDERS, view.name()),
                (owner, x, y) -> openMenu(view.name(), owner, x, y));
        tile.show(rates.getOrDefault(view.name(), List.of()));
      }
      tile.show(view, now);
      kept.put(view.name(), tile);
      standing.add(tile);
    }
    tileOf.clear();
    tileOf.putAll(kept);
    if (snapshot.providers().isEmpty()) {
      standing.add(none);
    }
    boolean changed = set(tiles, standing);
    changed |= showGroups(folded);
    count.setText(String.valueOf(folded.tiles().size() + folded.hidden()));
    hidden.setText(folded.hidden() + " more in Providers");
    hidden.setVisible(folded.hidden() > 0);
    List<Node> parts = new ArrayList<>();
    if (many) {
      parts.add(head);
    }
    if (!standing.isEmpty()) {
      parts.add(tiles);
    }
    if (many) {
      parts.add(groups);
    }
    changed |= set(content, parts);
    if (changed) {
      size();
    }
  }

  /** One menu for all tiles: they are many, and one is open at a time. */
  private void openMenu(String provider, Node owner, double x, double y) {
    menuOf = provider;
    switches.check();
    menu.show(owner, x, y);
  }

  private boolean showGroups(Folded folded) {
    List<Node> cards = new ArrayList<>();
    Map<String, GroupCard> kept = new HashMap<>();
    for (Folded.Group group : folded.groups()) {
      GroupCard card = cardOf.get(group.name());
      if (card == null) {
        card =
            new GroupCard(
                group.name(), first -> navigator.go(Navigator.Place.PROVIDERS, first.name()));
      }
      card.show(group);
      kept.put(group.name(), card);
      cards.add(card);
    }
    cardOf.clear();
    cardOf.putAll(kept);
    return set(groups, cards);
  }

  private static boolean set(javafx.scene.layout.Pane owner, List<Node> children) {
    if (owner.getChildren().equals(children)) {
      return false;
    }
    owner.getChildren().setAll(children);
    return true;
  }

  /**
   * @param newest provider to its rates
   */
  void show(Map<String, List<Double>> newest) {
    rates = newest;
    tileOf.forEach((name, tile) -> tile.show(rates.getOrDefault(name, List.of())));
  }

  /** Ages go on. */
  void tick(Instant now) {
    tileOf.values().forEach(each -> each.tick(now));
  }

  /** Tiles and cards share the width. */
  private void size() {
    double width = content.getWidth() - 2;
    if (width < 100) {
      return;
    }
    tiles.setPrefTileHeight(compact ? 102 : 152);
    fit(
        tiles,
        width,
        compact ? COMPACT : TILE,
        Math.min(6, Math.max(compact ? FEWEST : 1, tileOf.size())));
    groups.setPrefTileHeight(52);
    fit(groups, width, GROUP, 6);
    // Few tiles show whole; many scroll, so that charts keep their place.
    double whole = content.prefHeight(width);
    scroll.setMaxHeight(compact ? whole + 2 : 318);
    scroll.setPrefHeight(Math.min(compact ? 322 : 318, whole + 2));
  }

  private static void fit(TilePane pane, double width, double least, int most) {
    int columns = Math.max(1, Math.min(most, (int) ((width + GAP) / (least + GAP))));
    pane.setPrefColumns(columns);
    pane.setPrefTileWidth(Math.floor((width - (columns - 1) * GAP) / columns));
  }
}
