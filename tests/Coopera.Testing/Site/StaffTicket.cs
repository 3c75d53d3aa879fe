using System.Security.Claims;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Web.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Testing.Site;

/// <summary>What the site answers to a right password, by its own services: a session with its row, and the cookie that names it.</summary>
public static class StaffTicket
{
    public static async Task<IReadOnlyList<string>> CookiesAsync(IServiceProvider services, string email, Uri address)
    {
        await using var scope = services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Scheme = address.Scheme;
        context.Request.Host = new HostString(address.Authority);
        context.Request.PathBase = scope.ServiceProvider.GetRequiredService<Settings>().Site.PathBase;
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
        var user = await scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>().FindByNameAsync(email);
        var signIn = scope.ServiceProvider.GetRequiredService<StaffSignIn>();
        Assert.True(
            user is not null && await signIn.CanSignInAsync(user) && !await signIn.IsTwoFactorEnabledAsync(user),
            $"The password alone does not let {email} in.");
        await signIn.SignInWithClaimsAsync(user, new AuthenticationProperties(), [new Claim("amr", "pwd")]);
        return [.. context.Response.Headers.SetCookie.OfType<string>()];
    }
}
