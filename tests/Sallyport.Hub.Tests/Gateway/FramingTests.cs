using System.Buffers.Binary;
using System.Text;
using Sallyport.Hub.Gateway;

namespace Sallyport.Hub.Tests.Gateway;

/// <summary>The hub knows, at every byte, whether a stream stands between two of its objects or frames.</summary>
public sealed class FramingTests
{
    private static readonly Refusal Refusal = Refusal.Forbidden("no more");

    [Fact]
    public void JsonLines_AtEveryByte_BetweenOnlyAfterANewline()
    {
        var framing = new JsonLineFraming();
        framing.Between.Should().BeTrue();
        foreach (var b in "{\"a\":1}\n{\"b\":2}\n"u8.ToArray())
        {
            framing.Advance([b]);
            framing.Between.Should().Be(b == (byte)'\n');
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void LengthPrefixed_InPiecesOfAnySize_EndsWithItsFrames(int piece)
    {
        var framing = new LengthPrefixedFraming();
        Feed(framing, [.. Prefixed(5), .. Prefixed(300), .. Prefixed(0)], piece);
        framing.Between.Should().BeTrue();
        framing.Advance([0, 0]);
        framing.Between.Should().BeFalse();
    }

    [Fact]
    public void LengthPrefixed_Farewell_IsOneFrameThatSaysError()
    {
        var farewell = new LengthPrefixedFraming().Farewell(Refusal);
        BinaryPrimitives.ReadInt32BigEndian(farewell).Should().Be(farewell.Length - 4);
        Encoding.ASCII.GetString(farewell).Should().Contain("ERROR").And.Contain("k8s\0").And.Contain("no more");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void WebSocket_InPiecesOfAnySize_EndsWithItsMessages(int piece)
    {
        var framing = new WebSocketShellFraming(base64: false);
        byte[] small = [0x82, 3, 1, (byte)'h', (byte)'i'];
        byte[] large = [0x82, 126, 0x01, 0x00, .. new byte[256]];
        byte[] huge = [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0, .. new byte[65536]];
        Feed(framing, [.. small, .. large, .. huge], piece);
        framing.Between.Should().BeTrue();
    }

    [Fact]
    public void WebSocket_WithinAFragmentedMessage_IsNotBetween()
    {
        var framing = new WebSocketShellFraming(base64: false);
        framing.Advance([0x02, 1, 1]);
        framing.Between.Should().BeFalse();
        framing.Advance([0x89, 0]);
        framing.Between.Should().BeFalse("a ping may stand between the fragments");
        framing.Advance([0x80, 1, 2]);
        framing.Between.Should().BeTrue();
    }

    [Fact]
    public void WebSocket_RestOfFrame_StopsWhereTheFrameEnds()
    {
        var framing = new WebSocketShellFraming(base64: false);
        framing.Advance([0x82, 5, 1, 2]);
        framing.RestOfFrame([3, 4, 5, 0x82, 1, 9]).Should().Be(3);
        framing.Between.Should().BeTrue();
    }

    [Fact]
    public void WebSocket_Farewell_IsAStatusOnTheErrorChannelAndAClose()
    {
        var farewell = new WebSocketShellFraming(base64: false).Farewell(Refusal);
        farewell[0].Should().Be(0x82);
        var header = farewell[1] == 126 ? 4 : 2;
        farewell[header].Should().Be(3);
        Encoding.UTF8.GetString(farewell).Should().Contain("no more");
        farewell[^4..].Should().Equal(0x88, 2, 0x03, 0xE8);
    }

    [Fact]
    public void Spdy_ControlAndDataFrames_AreCountedThrough()
    {
        var framing = new SpdyShellFraming();
        byte[] reply = [0x80, 3, 0, 2, 0, 0, 0, 4, 0, 0, 0, 1];
        byte[] data = [0, 0, 0, 5, 0, 0, 1, 0, .. new byte[256]];
        Feed(framing, [.. reply, .. data], 5);
        framing.Between.Should().BeTrue();
        framing.Advance([0, 0, 0, 5, 0, 0, 0, 2, 1]);
        framing.Between.Should().BeFalse();
        framing.RestOfFrame([9, 0x80, 3]).Should().Be(1);
    }

    [Fact]
    public void Spdy_Farewell_IsTheErrorStreamsLastData()
    {
        var farewell = new SpdyShellFraming().Farewell(Refusal);
        farewell[..5].Should().Equal(0, 0, 0, 1, 1);
        (((farewell[5] << 16) | (farewell[6] << 8) | farewell[7]) + 8).Should().Be(farewell.Length);
    }

    private static byte[] Prefixed(int length)
    {
        var frame = new byte[4 + length];
        BinaryPrimitives.WriteInt32BigEndian(frame, length);
        return frame;
    }

    private static void Feed(Framing framing, byte[] bytes, int piece)
    {
        foreach (var chunk in bytes.Chunk(piece))
        {
            framing.Advance(chunk);
        }
    }
}
