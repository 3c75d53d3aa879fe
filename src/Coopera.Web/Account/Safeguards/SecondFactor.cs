using Coopera.Core;
using Coopera.Core.Staff;
using Microsoft.AspNetCore.Authorization;

namespace Coopera.Web.Account.Safeguards;

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
