package io.signalbox.core.localcloud;

import com.sun.net.httpserver.HttpServer;
import io.signalbox.core.localcloud.ec2.Ec2;
import io.signalbox.core.localcloud.ec2.scaling.AutoScaling;
import io.signalbox.core.localcloud.faults.Faults;
import io.signalbox.core.localcloud.pricing.Pricing;
import io.signalbox.core.localcloud.quotas.ServiceQuotas;
import io.signalbox.core.localcloud.ssm.Ssm;
import io.signalbox.core.localcloud.sts.Sessions;
import io.signalbox.core.localcloud.sts.Sts;
import io.signalbox.core.localcloud.world.Catalogue;
import io.signalbox.core.localcloud.world.Change;
import io.signalbox.core.localcloud.world.Kind;
import io.signalbox.core.localcloud.world.Machine;
import io.signalbox.core.localcloud.world.Region;
import io.signalbox.core.localcloud.world.World;
import io.signalbox.core.provider.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A cloud that speaks the wire of AWS on loopback, so that everything can be tried with no account.
 * One port serves all services; the credential's scope of a request's signature says which is meant
 * and which region. Signatures are not verified: any access key and secret do. Thread-safe.
 *
 * <h2>Operations</h2>
 *
 * <ul>
 *   <li>EC2 (2016-11-15): RunInstances, DescribeInstances, DescribeInstanceStatus,
 *       TerminateInstances, CreateTags, DeleteTags, DescribeTags, DescribeImages, DescribeSubnets,
 *       DescribeSecurityGroups, DescribeKeyPairs, DescribeInstanceTypes,
 *       DescribeInstanceTypeOfferings, GetInstanceTypesFromInstanceRequirements,
 *       DescribeAvailabilityZones, DescribeRegions, DescribeSpotPriceHistory,
 *       DescribeAccountAttributes, CreateLaunchTemplate, CreateLaunchTemplateVersion,
 *       DescribeLaunchTemplates, DescribeLaunchTemplateVersions, DeleteLaunchTemplate, CreateFleet,
 *       DescribeFleets, DescribeFleetInstances, DescribeFleetHistory, ModifyFleet, DeleteFleets,
 *       RequestSpotFleet, DescribeSpotFleetRequests, DescribeSpotFleetInstances,
 *       DescribeSpotFleetRequestHistory, ModifySpotFleetRequest, CancelSpotFleetRequests
 *   <li>Auto Scaling (2011-01-01): CreateAutoScalingGroup, UpdateAutoScalingGroup,
 *       DeleteAutoScalingGroup, TerminateInstanceInAutoScalingGroup, DetachInstances,
 *       DescribeAutoScalingGroups, DescribeScalingActivities
 *   <li>STS (2011-06-15): GetCallerIdentity, AssumeRole
 *   <li>SSM (JSON 1.1): GetParameter, GetParameters
 *   <li>Pricing (JSON 1.1, in us-east-1 and eu-central-1): GetProducts
 *   <li>Service Quotas (JSON 1.1): GetServiceQuota, ListServiceQuotas
 * </ul>
 *
 * <h2>Catalogue</h2>
 *
 * <p>The account is 111122223333. The regions us-east-1 (1), us-east-2 (2), us-west-2 (3),
 * eu-west-1 (4), eu-central-1 (5) and ap-southeast-2 (6) have the zones a, b and c; ap-east-1 (7)
 * is not opted in. In the ids below, R is the region's number.
 *
 * <ul>
 *   <li>Images: ami-00000000000000R01 (x86_64), ami-00000000000000R02 (arm64),
 *       ami-00000000000000R03 (x86_64), ami-00000000000000R04 (still pending)
 *   <li>Image aliases: /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 and
 *       -arm64, /aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2,
 *       /aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id and
 *       arm64; RunInstances, instant fleets and groups read resolve:ssm:NAME too
 *   <li>Subnets: subnet-00000000000000R01 to R03 of vpc-00000000000000R01, the defaults of the
 *       zones a, b and c; subnet-00000000000000R04 of vpc-00000000000000R02, in zone a
 *   <li>Security groups: sg-00000000000000R01 (default) and R02 (workers) of the first network,
 *       sg-00000000000000R03 (apart) of the second
 *   <li>Key pairs: operator, rehearsal. Instance profile: worker. Placement group: cluster
 *   <li>Machine types: t2.micro, t3.micro, t3.medium, t3.large, t3.xlarge, m5.large, m5.xlarge,
 *       m5.2xlarge, m6i.large, c5.large, c5.xlarge, c6i.large, r5.large, r5.xlarge, m6g.large
 *       (arm64), c7g.large (arm64, not in zone c), g4dn.xlarge (a GPU, not in zone c)
 *   <li>Roles: role/signalbox, and role/partner with the external id rehearsal
 * </ul>
 *
 * <p>Where it departs from AWS: fleets and groups are filled when somebody calls, from the first
 * place that has room, without balancing zones, and know machine types by name alone; {@code
 * InstanceType} has no default; the header {@code Date} is the machine's; credentials of assumed
 * roles are forgotten when it is closed, and pass as the user's then.
 */
public final class LocalCloud implements AutoCloseable {

  private static final int BACKLOG = 512;

  private final HttpServer server;
  private final ExecutorService threads;
  private final World world;
  private final Faults faults;
  private final TimeSource time;
  private final CallLog log = new CallLog();
  private final SequencedSet<String> actions;

  /**
   * How it is started.
   *
   * @param port to listen on; 0 for any that is free
   * @param folder of the ledger, made where it is missing; null to keep nothing on disk
   * @param time the clock that machines live by
   * @param dates the clock that requests' dates are held against: those who sign use the machine's
   */
  public record Options(int port, @Nullable Path folder, TimeSource time, TimeSource dates) {

    /** Any port, nothing on disk, the machine's clock. */
    public static Options usual() {
      return new Options(0, null, TimeSource.system(), TimeSource.system());
    }

    /** The same on a port. */
    public Options port(int other) {
      return new Options(other, folder, time, dates);
    }

    /** The same with its ledger in a folder. */
    public Options folder(Path other) {
      return new Options(port, other, time, dates);
    }

    /** The same with machines that live by a clock. */
    public Options time(TimeSource other) {
      return new Options(port, folder, other, dates);
    }

    /** The same with requests' dates held against a clock. */
    public Options dates(TimeSource other) {
      return new Options(port, folder, time, other);
    }
  }

  private LocalCloud(Options options, HttpServer server, World world) {
    this.server = server;
    this.world = world;
    this.time = options.time;
    this.faults = new Faults(time);
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    var catalogue = new Catalogue(() -> faults.knobs().anyIds());
    var sessions = new Sessions();
    var ec2 = new Ec2(world, catalogue, faults);
    actions = ec2.actions();
    var services =
        new Services(
            ec2,
            new AutoScaling(world, catalogue, faults),
            new Sts(sessions),
            new Ssm(catalogue),
            new Pricing(),
            new ServiceQuotas(faults));
    var authority = new Authority(faults, sessions, time, options.dates);
    server.setExecutor(threads);
    server.createContext("/", new Door(services, authority, faults, log, time));
    server.createContext("/_", new FaultsDoor(this));
  }

  /**
   * Starts a cloud, on loopback only.
   *
   * @throws IOException if the port is taken, or the ledger cannot be read or written or is open in
   *     another process
   */
  public static LocalCloud start(Options options) throws IOException {
    var world = new World(options.folder);
    try {
      var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.port);
      var cloud = new LocalCloud(options, HttpServer.create(address, BACKLOG), world);
      cloud.server.start();
      return cloud;
    } catch (IOException | RuntimeException failed) {
      world.close();
      throw failed;
    }
  }

  /** Where every service answers, for example {@code http://127.0.0.1:4599}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The latest 10,000 calls, the oldest first. */
  public List<Call> calls() {
    return log.all();
  }

  /** Forgets the calls so far. */
  public void forgetCalls() {
    log.clear();
  }

  /** The operations of EC2, by name. */
  SequencedSet<String> actions() {
    return actions;
  }

  /** What goes wrong. */
  public Faults faults() {
    return faults;
  }

  /**
   * Interrupts a spot machine, as AWS does when it needs it.
   *
   * @throws IllegalArgumentException if there is no such machine, it is no spot machine, or it has
   *     ended
   */
  public void interrupt(String machineId) {
    world.atomically(() -> {
      for (Region region : Region.all()) {
        var machine = world.find(region.name(), Kind.MACHINE, machineId);
        if (machine.isPresent()) {
          world.change(List.of(interrupted(region, machine.get())));
          return machineId;
        }
      }
      throw new IllegalArgumentException(machineId + ": no such machine");
    });
  }

  private Change interrupted(Region region, Machine machine) {
    if (!machine.spot() || !machine.lives()) {
      throw new IllegalArgumentException(machine.id() + ": no spot machine that still lives");
    }
    Instant now = time.now();
    var ending =
        new Machine.Ending(
            now,
            now.plus(faults.knobs().shutdown()),
            "Server.SpotInstanceTermination",
            "Server.SpotInstanceTermination: Spot instance termination");
    return Change.put(region.name(), Kind.MACHINE, machine.id(), machine.ended(ending));
  }

  /** Closes every connection and the ledger; what is in the ledger stays. */
  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    faults.release();
    world.close();
  }
}
