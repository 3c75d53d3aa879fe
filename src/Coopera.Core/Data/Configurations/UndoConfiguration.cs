using System.Text.Json;
using System.Text.Json.Serialization;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class UndoConfiguration : IEntityTypeConfiguration<RecentCancellation>, IEntityTypeConfiguration<WebinarAnnouncement>
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public void Configure(EntityTypeBuilder<RecentCancellation> cancellation)
    {
        cancellation.HasKey(c => c.RegistrationId);
        cancellation.Property(c => c.RegistrationId).ValueGeneratedNever();
        cancellation.Property(c => c.Was).HasConversion<string>().HasMaxLength(20);
        cancellation.HasOne<Registration>().WithOne()
            .HasForeignKey<RecentCancellation>(c => c.RegistrationId).OnDelete(DeleteBehavior.Cascade);

        // Counted with the places at every sign-up: nearly always there is none.
        cancellation.HasIndex(c => new { c.WebinarId, c.Was });
    }

    public void Configure(EntityTypeBuilder<WebinarAnnouncement> announcement)
    {
        announcement.HasKey(a => a.WebinarId);
        announcement.Property(a => a.WebinarId).ValueGeneratedNever();
        announcement.HasOne<Webinar>().WithOne().HasForeignKey<WebinarAnnouncement>(a => a.WebinarId).OnDelete(DeleteBehavior.Cascade);
        announcement.Property(a => a.Changes).HasConversion(
            changes => JsonSerializer.Serialize(changes, Json),
            text => JsonSerializer.Deserialize<List<UntoldChange>>(text, Json) ?? new List<UntoldChange>(),
            new ValueComparer<IReadOnlyList<UntoldChange>>(
                (one, other) => one!.SequenceEqual(other!), changes => changes.Count, changes => changes));
    }
}
