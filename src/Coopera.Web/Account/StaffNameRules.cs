using Coopera.Core;
using Coopera.Core.Data;

namespace Coopera.Web.Account;

public static class StaffNameRules
{
    /// <summary>What is wrong with a name as it was typed, in words; null when nothing is.</summary>
    public static string? Fault(string name) =>
        name.Length == 0 ? "Scrivi il tuo nome e cognome."
        : name.Length > StaffUser.FullNameMaxLength ? Phrases.TooLong("Il nome", StaffUser.FullNameMaxLength)
        : null;
}
