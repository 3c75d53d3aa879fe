namespace Coopera.Web.Hosting;

/// <summary>
/// The one form that mail programs send by themselves, when somebody presses "unsubscribe" there (RFC 8058): without a cookie, and
/// without saying where it comes from. Its address is proof enough, and it opens nothing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneClickAttribute : Attribute
{
    public const string Field = "List-Unsubscribe";
    public const string Value = "One-Click";

    public static bool IsMeant(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<OneClickAttribute>() is not null
        && context.Request.Form[Field] == Value;
}
