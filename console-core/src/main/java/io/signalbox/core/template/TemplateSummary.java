package io.signalbox.core.template;

import java.util.List;

/**
 * One row of a list of templates.
 *
 * @param name for a person; the id where it has none
 * @param maxInstances the largest any offering instance allows; -1 for no limit
 * @param offeredBy instances that offer it, in configured order
 * @param pins instances its entries name
 * @param layers how many layers set something
 * @param errors diagnostics of its entries
 */
public record TemplateSummary(
    String templateId,
    String name,
    String description,
    String providerApi,
    String priceType,
    int maxInstances,
    List<String> offeredBy,
    List<String> pins,
    int layers,
    int errors,
    int warnings) {}
