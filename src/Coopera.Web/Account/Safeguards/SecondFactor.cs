using Coopera.Core;
using Coopera.Core.Staff;
using Microsoft.AspNetCore.Authorization;

namespace Coopera.Web.Account.Safeguards;

/// <summary>With <c>Staff:SecondFactorRequired</c>, a password alone opens only the pages where the second step is set up.</summary>
public sealed class SecondFactorRequirement : IAuthorizationRequirement;

public sealed class SecondFactorHandler(Settings settings) : AuthorizationHandler<SecondFactorRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SecondFactorRequirement requirement)
    {
        if (!settings.SecondFactorRequired || context.User.HasSecondFactor())
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
