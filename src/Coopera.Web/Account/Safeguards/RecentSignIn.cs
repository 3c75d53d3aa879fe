using Coopera.Core.Staff;
using Microsoft.AspNetCore.Authorization;

namespace Coopera.Web.Account.Safeguards;

/// <summary>Who signed in a while ago is asked to show again who they are: see <see cref="RecentSignInRequirement"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RecentSignInAttribute() : AuthorizeAttribute(RecentSignInRequirement.Policy);

/// <summary>
/// What cannot be taken back (accounts, exports, how one signs in) is not for whoever finds a computer left open. Part of the policies
/// Export and Administer; elsewhere asked for with <see cref="RecentSignInAttribute"/>.
/// </summary>
/// <param name="window">How old the last proof may be.</param>
public sealed class RecentSignInRequirement(TimeSpan window) : IAuthorizationRequirement
{
    public const string Policy = "RecentSignIn";

    public static readonly RecentSignInRequirement JustNow = new(TimeSpan.FromMinutes(15));

    /// <summary>Exports are daily work of some, and each leaves a line with its purpose.</summary>
    public static readonly RecentSignInRequirement ThisHour = new(TimeSpan.FromMinutes(60));

    public TimeSpan Window => window;
}

public sealed class RecentSignInHandler(TimeProvider clock) : AuthorizationHandler<RecentSignInRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RecentSignInRequirement requirement)
    {
        if (context.User.LastProof() is { } proof && clock.GetUtcNow() - proof <= requirement.Window)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
