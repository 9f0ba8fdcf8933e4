package io.signalbox.core.request;

import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.Leftover;
import java.util.List;
import java.util.Map;

/**
 * What a sweep found.
 *
 * @param orphans provider to machines of this installation without a request
 * @param missing our machines the cloud's complete listing does not know
 * @param released ids of machines that a return was begun for in this pass, at most 20; empty for a
 *     dry run. Whether they are gone the return tells
 * @param returnId of that return; empty where there is none
 * @param leftovers provider to what launches made beside machines and nothing needs any more
 * @param skipped provider to the reason it could not be listed: nothing is concluded about it
 */
public record SweepReport(
    boolean dryRun,
    Map<String, List<InstanceInfo>> orphans,
    List<Machine> missing,
    List<String> released,
    String returnId,
    Map<String, List<Leftover>> leftovers,
    Map<String, String> skipped) {}
