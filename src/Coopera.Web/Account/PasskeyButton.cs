namespace Coopera.Web.Account;

/// <summary>A form that talks to the browser's passkeys: <c>_PasskeyButton.cshtml</c>.</summary>
/// <param name="Kind"><c>get</c> shows one, <c>create</c> makes one.</param>
/// <param name="Address">Where the answer goes, beginning with <c>~/</c>; what to ask the browser is at <c>…/opzioni</c>.</param>
public sealed record PasskeyButton(string Kind, string Address, string Text, string? ReturnTo = null, string Look = "btn-outline-primary");
