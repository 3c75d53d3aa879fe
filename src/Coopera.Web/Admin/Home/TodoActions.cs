using Coopera.Web.Account.Safeguards;

namespace Coopera.Web.Admin.Home;

/// <summary>What whoever is signed in may do about what there is to be done.</summary>
public sealed class TodoActions(StaffRights rights, IHttpContextAccessor http)
{
    /// <summary>The words of a link for who may not act.</summary>
    public const string Look = "Guarda";

    public Task<bool> MayAsync(string policy) => rights.MayAsync(http.HttpContext!.User, policy);

    public async Task<string> WordsAsync(string policy, string words) => await MayAsync(policy) ? words : Look;
}
