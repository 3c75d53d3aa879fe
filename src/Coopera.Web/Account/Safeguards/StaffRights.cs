using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Coopera.Web.Account.Safeguards;

/// <summary>
/// Whether somebody's roles allow what a policy is for. What else a policy asks (to have signed in just now) is asked when they go
/// there: the link to it is shown all the same.
/// </summary>
public sealed class StaffRights(IAuthorizationPolicyProvider policies)
{
    public async Task<bool> MayAsync(ClaimsPrincipal person, string policy) =>
        (await RolesAsync(policy)).All(roles => roles.Any(person.IsInRole));

    public async Task<IReadOnlyList<IReadOnlyList<string>>> RolesAsync(string policy)
    {
        var asked = await policies.GetPolicyAsync(policy)
            ?? throw new ArgumentException($"There is no policy \"{policy}\": see StaffPolicies.", nameof(policy));
        return [.. asked.Requirements.OfType<RolesAuthorizationRequirement>().Select(requirement => requirement.AllowedRoles.ToList())];
    }
}

/// <summary>
/// What somebody may not do is not shown to them: <c>&lt;a staff-policy="Handle" …&gt;</c>. The name is one of <see cref="StaffPolicies"/>;
/// several, parted by commas, must all hold. The action itself is guarded by its own attribute.
/// </summary>
[HtmlTargetElement("*", Attributes = "staff-policy")]
public sealed class StaffPolicyTagHelper(StaffRights rights) : TagHelper
{
    [HtmlAttributeName("staff-policy")]
    public string Policy { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = default!;

    public override int Order => int.MaxValue;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        foreach (var policy in Policy.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!await rights.MayAsync(ViewContext.HttpContext.User, policy))
            {
                output.SuppressOutput();
                return;
            }
        }
    }
}
