using System.Globalization;
using System.Security.Claims;

namespace Coopera.Core.Staff;

/// <summary>What the cookie of a session says beside who it is. The cookie is renewed as it is, so what stands here stays.</summary>
public static class StaffClaims
{
    public const string Session = "coopera:sessione";
    public const string ProvenAt = "coopera:accesso";

    /// <summary>The security stamp at the password step, while the second one is awaited.</summary>
    public const string StampThen = "coopera:timbro";
    private const string Method = "amr";
    private const string SecondFactor = "mfa";

    /// <summary>A code of the app, a recovery code or a passkey was shown, not the password alone.</summary>
    public static bool HasSecondFactor(this ClaimsPrincipal principal) => principal.HasClaim(Method, SecondFactor);

    /// <summary>When this person last proved who they are: at the sign-in, or when asked again.</summary>
    public static DateTimeOffset? LastProof(this ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(ProvenAt), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public static string? SessionId(this ClaimsPrincipal principal) => principal.FindFirstValue(Session);

    public static Claim Proven(DateTimeOffset at) => new(ProvenAt, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public static Claim Proof(bool withSecondFactor) => new(Method, withSecondFactor ? SecondFactor : "pwd");
}
