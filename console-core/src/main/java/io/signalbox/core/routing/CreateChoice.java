package io.signalbox.core.routing;

import java.util.Optional;

/**
 * One choice for a create.
 *
 * @param composition what each member of the composition on the way to the winner is asked for;
 *     empty where none is on the way, or it asks one member only
 */
public record CreateChoice(DecisionRecord decision, Optional<CreatePlan> composition) {}
