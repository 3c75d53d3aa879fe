using System.Globalization;
using System.Security.Claims;

namespace Coopera.Core.Staff;

public static class StaffClaims
{
    public const string Session = "coopera:sessione";
    public const string ProvenAt = "coopera:accesso";

    public const string StampThen = "coopera:timbro";
    private const string Method = "amr";
    private const string SecondFactor = "mfa";

    public static bool HasSecondFactor(this ClaimsPrincipal principal) => principal.HasClaim(Method, SecondFactor);

    public static DateTimeOffset? LastProof(this ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(ProvenAt), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public static string? SessionId(this ClaimsPrincipal principal) => principal.FindFirstValue(Session);

    public static Claim Proven(DateTimeOffset at) => new(ProvenAt, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public static Claim Proof(bool withSecondFactor) => new(Method, withSecondFactor ? SecondFactor : "pwd");
}
