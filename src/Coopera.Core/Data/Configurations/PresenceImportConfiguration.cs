using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class PresenceImportConfiguration
    : IEntityTypeConfiguration<PresenceImport>, IEntityTypeConfiguration<PresencePairing>, IEntityTypeConfiguration<PresenceInterval>
{
    public void Configure(EntityTypeBuilder<PresenceImport> import)
    {
        import.Property(i => i.Staff).HasMaxLength(PresenceImport.StaffMaxLength);
        import.Property(i => i.UndoneBy).HasMaxLength(PresenceImport.StaffMaxLength);
        import.Property(i => i.FileName).HasMaxLength(PresenceImport.FileNameMaxLength);
        import.Property(i => i.Family).HasMaxLength(PresenceImport.FamilyMaxLength);
        import.Property(i => i.Hash).HasMaxLength(PresenceImport.HashLength);
        import.Property(i => i.ActiveHash).HasMaxLength(PresenceImport.HashLength);
        import.HasOne<Webinar>().WithMany().HasForeignKey(i => i.WebinarId).OnDelete(DeleteBehavior.Cascade);

        // Two staff with the same file at once are decided here.
        import.HasIndex(i => new { i.WebinarId, i.ActiveHash }).IsUnique();
    }

    // No key of the database's: two ways from a webinar to an interval are one too many for SQL Server.
    public void Configure(EntityTypeBuilder<PresenceInterval> stay) => stay.HasIndex(p => p.PresenceImportId);

    public void Configure(EntityTypeBuilder<PresencePairing> pairing)
    {
        pairing.Property(p => p.Key).HasMaxLength(PresencePairing.KeyMaxLength);
        pairing.Property(p => p.Shown).HasMaxLength(PresencePairing.ShownMaxLength);
        pairing.Property(p => p.NameKey).HasMaxLength(PresencePairing.NameKeyMaxLength);
        pairing.Property(p => p.EmailKey).HasMaxLength(EmailAddress.MaxLength);
        pairing.Property(p => p.Staff).HasMaxLength(PresenceImport.StaffMaxLength);
        pairing.HasOne<PresenceImport>().WithMany().HasForeignKey(p => p.PresenceImportId).OnDelete(DeleteBehavior.SetNull);
        pairing.HasIndex(p => p.Key).IsUnique();
        pairing.HasIndex(p => p.EmailKey);
    }
}
