using Coopera.Domain;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Coopera.Core.Data;

/// <summary>
/// The column holds the address as it is spelled. A query compares spellings: one that means the mailbox asks the column of keys.
/// </summary>
internal sealed class EmailAddressColumn() : ValueConverter<EmailAddress, string>(
    address => address.Display, text => EmailAddress.FromStored(text));

/// <summary>Another spelling of the same mailbox is a change that has to be saved, though the two are equal.</summary>
internal sealed class EmailAddressSpelling() : ValueComparer<EmailAddress>(
    (one, other) => AreSpelledAlike(one, other), address => address.Display.GetHashCode(StringComparison.Ordinal))
{
    private static bool AreSpelledAlike(EmailAddress? one, EmailAddress? other) => one?.Display == other?.Display;
}
