package io.signalbox.core.provider.aws.failure;

import io.signalbox.core.provider.FailureClass;
import java.util.List;
import java.util.Optional;

/**
 * One row of the table of AWS's error codes.
 *
 * @param code as AWS says it; one that ends in {@code *} stands for all that begin so
 * @param failureClass decides what happens next
 * @param throttled whether AWS asks for fewer calls
 * @param done what is known of a launch or termination that was answered so
 * @param next whether a launch goes on with the next machine type or subnet
 * @param advice what to do, for a person; empty where nothing can be done but wait
 */
public record AwsError(
    String code,
    FailureClass failureClass,
    boolean throttled,
    Done done,
    boolean next,
    String advice) {

  /** What an error says of a call that was to change something. */
  public enum Done {
    /** It was refused: nothing was done. */
    NOTHING,
    /** AWS failed while it was at it, or knows it as one that came before. */
    UNKNOWN
  }

  private static final String QUOTA =
      "Ask AWS for a higher quota in Service Quotas, or use other machine types";
  private static final String FLEETS =
      "Ask AWS for a higher quota of fleets in Service Quotas, or delete fleets that nobody needs";
  private static final String KEYS =
      "Renew the credentials: keys of the configuration, the profile, or the role";
  private static final String ROLE =
      "Allow iam:CreateServiceLinkedRole in the policy of that identity, or have the role made"
          + " once";
  private static final String REGION = ". A region that the account has not enabled answers so too";
  private static final String CLOCK = "Set this machine's clock: it differs from AWS's";
  private static final String ACCOUNT = "See to the account with AWS";
  private static final String TEMPLATE = "Mend the template";

  /**
   * The table. Sources: "Error codes for the Amazon EC2 API" of the EC2 API reference, "Common
   * errors" of the references of STS and Systems Manager, and the event sub-types of fleet
   * histories.
   */
  public static final List<AwsError> TABLE =
      List.of(
          // No room, or no right to more of it.
          capacity("InsufficientInstanceCapacity", ""),
          capacity("InsufficientHostCapacity", ""),
          capacity("InsufficientCapacity", ""),
          capacity("InsufficientReservedInstance*", ""),
          capacity("InsufficientCapacityOnOutpost", ""),
          capacity("InsufficientVolumeCapacity", ""),
          capacity("InsufficientFreeAddressesInSubnet", "Use a larger subnet, or more of them"),
          capacity("ReservationCapacityExceeded", ""),
          capacity("UnfulfillableCapacity", ""),
          capacity("launchSpecTemporarilyBlacklisted", ""),
          capacity("allLaunchSpecsTemporarilyBlacklisted", ""),
          capacity("spotInstanceCountLimitExceeded", QUOTA),
          capacity("SpotMaxPriceTooLow", "Raise max_price, or leave it out"),
          capacity("MaxSpotInstanceCountExceeded", QUOTA),
          capacity("MaxFleetCountExceeded", FLEETS),
          capacity("MaxSpotFleetRequestCountExceeded", FLEETS),
          capacity("InstanceLimitExceeded", QUOTA),
          capacity("VcpuLimitExceeded", QUOTA),
          capacity("VolumeLimitExceeded", QUOTA),
          capacity("MaxIOPSLimitExceeded", QUOTA),
          capacity("NetworkInterfaceLimitExceeded", QUOTA),
          capacity("LimitExceeded", "Ask AWS for a higher quota of Auto Scaling groups"),
          // Too many calls.
          throttled("RequestLimitExceeded"),
          throttled("Throttling*"),
          throttled("RequestThrottled*"),
          throttled("EC2ThrottledException"),
          throttled("TooManyRequestsException"),
          throttled("SlowDown"),
          // AWS failed.
          busy("ScalingActivityInProgress"),
          busy("ResourceInUse"),
          busy("ResourceContention"),
          busy("ConcurrentTagAccess"),
          busy("ServiceLinkedRoleFailure"),
          passing("InternalError"),
          passing("InternalFailure"),
          passing("InternalServerError"),
          passing("ServiceUnavailable"),
          passing("Unavailable"),
          passing("RequestTimeout*"),
          // Who asks.
          provider("UnauthorizedOperation", "Allow the action in the policy of that identity"),
          provider("AccessDenied*", "Allow the action in the policy of that identity"),
          provider("AuthFailure", KEYS + REGION),
          provider("AuthFailure.ServiceLinkedRole*", ROLE),
          provider("InvalidClientTokenId", KEYS + REGION),
          provider("InvalidAccessKeyId", KEYS),
          provider("UnrecognizedClient*", KEYS),
          provider("ExpiredToken*", KEYS),
          provider("MissingAuthenticationToken*", KEYS),
          provider("IncompleteSignature*", KEYS),
          provider("InvalidSignature*", KEYS),
          provider("SignatureDoesNotMatch", KEYS + ". A wrong clock can cause it too"),
          provider("RequestExpired", KEYS + ". A wrong clock can cause it too"),
          provider("RequestTimeTooSkewed", CLOCK),
          provider("NotAuthorized*", KEYS),
          provider("RegionDisabled*", "Enable the region for the account, or use another"),
          provider("iamFleetRoleInvalid", "Name in fleet_role a role that Spot fleets may act in"),
          provider("OptInRequired", ACCOUNT + ": a subscription or a region is not opted in to"),
          provider("PendingVerification", ACCOUNT + ": it is being verified"),
          provider("PendingAccountVerification", ACCOUNT + ": it is being verified"),
          provider("Blocked", ACCOUNT + ": it is blocked"),
          // What is asked. "Unsupported" is of one machine type in one zone.
          new AwsError(
              "Unsupported",
              FailureClass.REQUEST,
              false,
              Done.NOTHING,
              true,
              "Use a machine type that the zone has"),
          request("InvalidAMIID*", "Name an image that exists in the region"),
          request("InvalidSubnet*", "Name subnets of the region"),
          request("InvalidGroup*", "Name security groups of the subnets' network"),
          request("InvalidSecurityGroup*", "Name security groups of the subnets' network"),
          request("InvalidKeyPair*", "Name a key pair of the region"),
          request("InvalidInstanceID*", ""),
          request("InvalidInstanceType*", "Name a machine type of the region"),
          request("InvalidLaunchTemplate*", TEMPLATE),
          request("InvalidFleet*", TEMPLATE),
          request("InvalidTargetCapacity*", TEMPLATE),
          request("InvalidIamInstanceProfile*", TEMPLATE),
          request("InvalidUserData*", TEMPLATE),
          request("InvalidBlockDeviceMapping", TEMPLATE),
          request("InvalidZone*", TEMPLATE),
          request("InvalidParameter*", TEMPLATE),
          request("InvalidRequest", TEMPLATE),
          request("InvalidInput", TEMPLATE),
          request("InvalidTag*", TEMPLATE),
          request("TagLimitExceeded", TEMPLATE),
          request("MissingParameter", TEMPLATE),
          request("MissingInput", TEMPLATE),
          request("UnknownParameter", TEMPLATE),
          request("UnsupportedOperation", TEMPLATE),
          request("UnsupportedTenancy", TEMPLATE),
          request("VPCIdNotSpecified", "Name subnets: the account has no default network"),
          request("DefaultSubnetDoesNotExist*", "Name subnets: the zone has no default one"),
          request("ParameterNotFound", "Name a parameter that exists in the region"),
          request("ValidationError", TEMPLATE),
          request("ValidationException", TEMPLATE),
          request("OperationNotPermitted", "Take termination protection off the machine"),
          // The token was used before, by a call of ours that may have been carried out.
          new AwsError(
              "IdempotentParameterMismatch", FailureClass.REQUEST, false, Done.UNKNOWN, false, ""));

  private static AwsError capacity(String code, String advice) {
    return new AwsError(code, FailureClass.CAPACITY, false, Done.NOTHING, true, advice);
  }

  private static AwsError throttled(String code) {
    return new AwsError(code, FailureClass.TRANSIENT, true, Done.NOTHING, false, "");
  }

  private static AwsError busy(String code) {
    return new AwsError(code, FailureClass.TRANSIENT, false, Done.NOTHING, false, "");
  }

  private static AwsError passing(String code) {
    return new AwsError(code, FailureClass.TRANSIENT, false, Done.UNKNOWN, false, "");
  }

  private static AwsError provider(String code, String advice) {
    return new AwsError(code, FailureClass.PROVIDER, false, Done.NOTHING, false, advice);
  }

  private static AwsError request(String code, String advice) {
    return new AwsError(code, FailureClass.REQUEST, false, Done.NOTHING, false, advice);
  }

  /** The row of a code; empty where the table has none. */
  public static Optional<AwsError> find(String code) {
    return TABLE.stream().filter(row -> row.fits(code)).findFirst();
  }

  /** What is made of a code that the table does not have, by the status it came with. */
  static AwsError byStatus(String code, int status) {
    return switch (status) {
      case 401, 403 -> provider(code, "");
      case 429 -> throttled(code);
      default -> status >= 500 || status < 400 ? passing(code) : request(code, "");
    };
  }

  private boolean fits(String said) {
    return code.endsWith("*")
        ? said.startsWith(code.substring(0, code.length() - 1))
        : said.equals(code);
  }
}
