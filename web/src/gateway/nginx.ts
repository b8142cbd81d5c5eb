import { channelsPath } from './asked-channels';
import type { Origins } from './origins';

export interface NginxOptions {
  host: string;
  port: number;
  tls: { cert: string; key: string } | undefined;
  /** Addresses, or networks as in `10.0.0.0/8`, that may publish. */
  publishFrom: readonly string[];
  origins: Origins;
  /** The channels that are published; undefined: whatever is a channel's name. */
  channels: readonly string[] | undefined;
  mostReaders: { perAddress: number; all: number };
}

/** The longest word that nginx reads, less what stands around the channels. */
const longestPattern = 3_900;

/** An edge: the configuration of one nginx with Nchan, whole, for `nginx -c FILE`. */
export function nginxConfig(options: NginxOptions): string {
  const { host, port, tls, publishFrom, origins, mostReaders } = options;
  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const publishers = publishFrom.map((each) => `allow ${each};`).join(' ');
  // Readers by GET pass through this server twice, by its own address.
  const own = /^(?:0\.0\.0\.0|::)$/.test(host) ? `127.0.0.1:${port}` : address;
  return `# An edge of the gateway, for Debian's nginx-light and libnginx-mod-nchan: nginx -c THIS_FILE
#
# One worker: with several, a worker that ends takes channels with it whose readers stay connected and hear
# nothing. For more readers on a machine run several of these, on ports of their own.
worker_processes 1;
user www-data;
worker_rlimit_nofile ${Math.ceil((mostReaders.all + 1000) * 1.2)};
include /etc/nginx/modules-enabled/*.conf;
pid /run/scoreline-edge-${port}.pid;
error_log /var/log/nginx/scoreline-edge-${port}.log warn;
events { worker_connections ${mostReaders.all + 1000}; }

http {
  # An address has ids and may have more in it; what readers read is nobody's.
  access_log off;
  server_tokens off;
  client_max_body_size 2m;
  client_body_buffer_size 64k;
  limit_conn_zone $binary_remote_addr zone=scoreline_readers:10m;

  # 0: a page of another site.
  map $http_origin $scoreline_is_allowed {
${originLines(origins)}
  }
  map $scoreline_is_allowed$http_origin $scoreline_allow_origin {
    default "";
${origins === '*' ? '    ~^1 "*";' : '    "~^1(?<scoreline_origin>.+)$" $scoreline_origin;'}
  }
  # 1: a reader who names the message that it stands at. None of ours does, and Nchan 1.3.6 can be made to
  # end its worker by it, and all readers with it (the assertion in spool_fetch_msg).
  map $http_if_none_match$http_if_modified_since$http_last_event_id$arg_last_event_id $scoreline_has_place {
    default 1;
    "" 0;
  }
  # 0: no channel that is published here.
  map $arg_ids $scoreline_is_known {
    default 0;
    "~^(?:(?:${channelPattern(options.channels)})(?:,|$)){1,60}$" 1;
  }

  server {
    listen ${address}${tls ? ' ssl' : ''};
${tls ? `    ssl_certificate ${quoted(tls.cert)};\n    ssl_certificate_key ${quoted(tls.key)};\n` : ''}
    location = ${channelsPath} {
      if ($scoreline_is_allowed = 0) { return 403; }
      if ($scoreline_is_known = 0) { return 404; }
      if ($http_upgrade = "") { rewrite ^ /newest last; }
      if ($scoreline_has_place) { return 400; }
      limit_conn scoreline_readers ${mostReaders.perAddress};
      nchan_subscriber websocket;
      nchan_channel_id $arg_ids;
      nchan_channel_id_split_delimiter ",";
      # What a channel holds: of a match its newest message, of a list the batches of 30 s.
      nchan_subscriber_first_message oldest;
    }

    # GET. Nchan says 304 where it holds nothing any more, which a reader would take for an answer: a
    # gateway that is dead must not look alive. Only of a proxied answer can the status be another.
    location = /newest {
      internal;
      proxy_pass ${tls ? 'https' : 'http'}://${own}/held?id=$arg_ids;
      proxy_pass_request_headers off;
      proxy_intercept_errors on;
      error_page 304 404 =503 @nothing;
      proxy_hide_header ETag;
      proxy_hide_header Last-Modified;
      proxy_hide_header Vary;
      add_header Cache-Control no-store always;
      add_header Access-Control-Allow-Origin $scoreline_allow_origin always;
      add_header Vary Origin always;
    }
    location @nothing {
      internal;
      add_header Cache-Control no-store always;
      add_header Access-Control-Allow-Origin $scoreline_allow_origin always;
      add_header Vary Origin always;
      return 503;
    }
    location = /held {
      allow ${own.replace(/^\[?(.*?)\]?:\d+$/, '$1')};
      deny all;
      nchan_subscriber intervalpoll;
      nchan_channel_id $arg_id;
      # Never a number such as -1: where a reader's socket waits at a channel that holds nothing any more, that
      # ends the worker, too.
      nchan_subscriber_first_message oldest;
    }

    # Matches and snapshots: only the newest counts, and it is repeated every 4 s. Nchan counts in whole
    # seconds, so that 9 is 10 at most.
    location = /publish {
      ${publishers} deny all;
      nchan_publisher;
      nchan_channel_id $arg_id;
      nchan_message_buffer_length 1;
      nchan_message_timeout 9s;
    }
    # Batches of lists, for those who come back within 30 s: ten a second at most.
    location = /publish/batches {
      ${publishers} deny all;
      nchan_publisher;
      nchan_channel_id $arg_id;
      nchan_message_buffer_length 300;
      nchan_message_timeout 30s;
    }
    location / { return 404; }
  }
}
`;
}

/** Whoever names no origin is no page of another site. */
function originLines(origins: Origins): string {
  if (origins === '*') return '    default 1;';
  return ['    default 0;', '    "" 1;', ...origins.map((each) => `    ${quoted(each)} 1;`)].join(
    '\n',
  );
}

function channelPattern(channels: readonly string[] | undefined): string {
  const exact = channels?.map((each) => each.replaceAll('.', '\\.')).join('|');
  if (exact && exact.length <= longestPattern) return exact;
  // More than fit into a line of nginx: whatever is a name may be listened to, and is silent.
  return '(?:scorelytics|stats-api)\\.(?:football|basketball|any)\\.[A-Za-z0-9._~%-]{1,400}';
}

const quoted = (text: string): string => `"${text.replace(/["\\$]/g, '\\$&')}"`;
