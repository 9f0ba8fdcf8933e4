package io.signalbox.core.provider.aws.checks;

import java.util.List;

/**
 * One action that an identity must be allowed, and what for.
 *
 * @param action as policies name it
 * @param need when it is needed
 * @param purpose what it is for
 */
public record Permission(String action, Need need, String purpose) {

  /** When an action is needed. */
  public enum Need {
    /** By every provider. */
    ALWAYS,
    /** By some templates and settings; {@link Permission#purpose} says which. */
    SOME,
    /** To check templates before they are used; without it that part is told as not checked. */
    CHECKS
  }

  /** The least that is needed, and nothing that is not called. */
  public static final List<Permission> LEAST =
      List.of(
          new Permission("ec2:RunInstances", Need.ALWAYS, "Launches machines; tried in checks"),
          new Permission(
              "ec2:CreateTags",
              Need.ALWAYS,
              "Tags what a launch makes, by which it is found again"),
          new Permission("ec2:DescribeInstances", Need.ALWAYS, "Lists machines; health"),
          new Permission("ec2:TerminateInstances", Need.ALWAYS, "Returns machines"),
          new Permission(
              "sts:GetCallerIdentity", Need.ALWAYS, "Health: whose credentials they are"),
          fleets("ec2:CreateLaunchTemplate", "What is launched, for all launches that are alike"),
          fleets("ec2:DeleteLaunchTemplate", "Removes it when nothing needs it"),
          fleets("ec2:DescribeLaunchTemplates", "Finds those that nothing needs any more"),
          fleets(
              "ec2:DescribeLaunchTemplateVersions",
              "Templates with launch_template_id: reads what it says"),
          fleets("ec2:DescribeTags", "Finds a launch again whose reply was lost"),
          fleet("ec2:CreateFleet", "Launches machines"),
          fleet("ec2:DescribeFleets", "How far fleets are that are filled by and by"),
          fleet("ec2:DescribeFleetHistory", "Why such a fleet has fewer machines than asked"),
          fleet(
              "ec2:ModifyFleet",
              "Lowers a maintained fleet before machines are returned, and one that finds no room"),
          fleet("ec2:DeleteFleets", "Deletes fleets whose machines are returned"),
          spotFleet("ec2:RequestSpotFleet", "Launches machines"),
          spotFleet("ec2:DescribeSpotFleetRequests", "How far fleets are"),
          spotFleet(
              "ec2:DescribeSpotFleetRequestHistory", "Why a fleet has fewer machines than asked"),
          spotFleet(
              "ec2:ModifySpotFleetRequest",
              "Lowers a maintained fleet before machines are returned, and one that finds no room"),
          spotFleet("ec2:CancelSpotFleetRequests", "Cancels fleets whose machines are returned"),
          group("autoscaling:CreateAutoScalingGroup", "Launches machines"),
          group("autoscaling:DescribeAutoScalingGroups", "How far groups are"),
          group("autoscaling:DescribeScalingActivities", "Why one has fewer machines than asked"),
          group(
              "autoscaling:UpdateAutoScalingGroup",
              "Has a group that finds no room keep what it has, with fallback_regions"),
          group("autoscaling:DetachInstances", "Takes machines out that are returned"),
          group(
              "autoscaling:TerminateInstanceInAutoScalingGroup",
              "Takes machines out that are returned while they start"),
          group("autoscaling:DeleteAutoScalingGroup", "Deletes groups that are returned whole"),
          new Permission("sts:AssumeRole", Need.SOME, "role_arn: of the identity that assumes it"),
          new Permission(
              "ssm:GetParameters",
              Need.SOME,
              "Templates whose image_id is a path of Systems Manager's parameters"),
          new Permission(
              "iam:PassRole",
              Need.SOME,
              "Templates with instance_profile: of its role; SpotFleet: of fleet_role"),
          new Permission(
              "iam:CreateServiceLinkedRole",
              Need.SOME,
              "The account's first spot machine and first group: the roles spot.amazonaws.com and"
                  + " autoscaling.amazonaws.com. Those of fleets nobody makes by calling them, see"
                  + " the set-up"),
          key("kms:DescribeKey", "Finds the key"),
          key("kms:CreateGrant", "Lets EC2 use the key for as long as a volume is there"),
          key("kms:GenerateDataKeyWithoutPlaintext", "Makes a volume's own key"),
          key("kms:Decrypt", "Opens a volume's own key"),
          key("kms:ReEncrypt*", "Takes over the key of an image that is encrypted"),
          new Permission(
              "ec2:DescribeImages",
              Need.SOME,
              "Templates that set the root volume; checks; the list of the account's images"),
          new Permission("ec2:DescribeSpotPriceHistory", Need.SOME, "Prices of spot machines"),
          new Permission("pricing:GetProducts", Need.SOME, "Prices of machines on demand"),
          new Permission(
              "servicequotas:GetServiceQuota",
              Need.SOME,
              "What is left of quotas: told with health, and checked"),
          new Permission(
              "ec2:DescribeInstanceTypes",
              Need.CHECKS,
              "How much of a quota a machine takes, and whether the image runs on it"),
          new Permission("ec2:DescribeSubnets", Need.CHECKS, "Whether subnets exist"),
          new Permission("ec2:DescribeSecurityGroups", Need.CHECKS, "Whether security groups fit"),
          new Permission("ec2:DescribeKeyPairs", Need.CHECKS, "Whether the key pair exists"),
          new Permission(
              "ec2:DescribeInstanceTypeOfferings",
              Need.CHECKS,
              "Which zone offers which machine type"),
          new Permission(
              "ec2:GetInstanceTypesFromInstanceRequirements",
              Need.CHECKS,
              "Whether there are machine types that have what instance_requirements ask for"));

  private static Permission fleets(String action, String purpose) {
    return new Permission(action, Need.SOME, "Fleets and groups: " + purpose);
  }

  private static Permission group(String action, String purpose) {
    return new Permission(action, Need.SOME, "ASG: " + purpose);
  }

  private static Permission key(String action, String purpose) {
    return new Permission(action, Need.SOME, "Templates with encryption_key: " + purpose);
  }

  private static Permission spotFleet(String action, String purpose) {
    return new Permission(action, Need.SOME, "SpotFleet: " + purpose);
  }

  private static Permission fleet(String action, String purpose) {
    return new Permission(action, Need.SOME, "EC2Fleet: " + purpose);
  }
}
