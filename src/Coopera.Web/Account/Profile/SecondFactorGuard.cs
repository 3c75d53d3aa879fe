using Coopera.Core;

namespace Coopera.Web.Account.Profile;

public sealed class SecondFactorGuard(Settings settings)
{
    /// <summary>Why what is left would not do; null when it does.</summary>
    public string? Refusal(int passkeysLeft, bool appLeft) => settings.SecondFactorRequired && !appLeft && passkeysLeft == 0
        ? "È l’unico secondo passaggio che hai, e qui serve: prima aggiungine un altro."
        : null;
}
